import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { SocketModeReceiver } from '@slack/bolt'
import type { Processing } from './processing.ts'

/** What came over a connection is acknowledged in this time, or Slack has given it up: in milliseconds. */
const ackWithinMs = 3_000
/** Nothing for so long, and nothing is likely to be on its way. */
const quietMs = 2_000
/** Where something came a moment ago, the next one is waited for at most so long. */
const nextWithinMs = 1_000
/** Long enough to say goodbye. */
const goodbyeMs = 1_000

/**
 * Leaves a connection without losing what came over it. After a goodbye nothing more can be acknowledged
 * (RFC 6455, 5.5.1), and Slack cannot be asked to send nothing more: so everything is taken until then, and
 * the goodbye is said right behind an acknowledgement, or when nothing comes; what crosses it is lost.
 */
export const leavable = (process: Processing) => {
  let unacked = 0
  let cameAt = Number.NEGATIVE_INFINITY
  const acked = new EventTarget()

  const counted: Processing = async (event) => {
    unacked += 1
    cameAt = performance.now()
    let isCounted = true
    const done = (): void => {
      if (!isCounted) return
      isCounted = false
      unacked -= 1
      if (unacked === 0) acked.dispatchEvent(new Event('all'))
    }
    const ack = async (response?: unknown): Promise<void> => {
      try {
        await event.ack(response)
      } finally {
        done()
      }
    }
    await process({ ...event, ack }).finally(done)
  }
  return {
    process: counted,
    async leave({ client }: SocketModeReceiver): Promise<void> {
      const isQuiet = unacked === 0 && performance.now() - cameAt > quietMs
      if (!isQuiet) await within(unacked > 0 ? ackWithinMs : nextWithinMs, acked)
      const late = wait(goodbyeMs, undefined, { ref: false })
      await Promise.race([client.disconnect(), late])
    },
  }
}

/** Resolves in the very moment in which all is acknowledged, or after this much time. */
const within = async (ms: number, acked: EventTarget): Promise<void> => {
  const late = AbortSignal.timeout(ms)
  await once(acked, 'all', { signal: late }).catch(() => undefined)
}
