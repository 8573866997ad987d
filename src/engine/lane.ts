import type { Delivery, Lane } from '#core/delivery'
import { type Alarm, alarm } from './alarm.ts'
import { deliver } from './deliver.ts'
import type { Delivering } from './delivering.ts'
import { hold } from './holder.ts'
import { paced } from './pace.ts'
import type { SenderParts } from './sending.ts'

export type Running = {
  /** There may be something new to send. */
  poke(): void
  /** Whether nothing has been on its way for a while. */
  isIdle(): boolean
  /** Takes nothing new, and waits for what is on its way. */
  stop(): Promise<void>
}

/** Rows are read ahead for about so long, so that what is urgent waits no longer than that. */
const aheadMs = 1_000
/** A look that finds nothing, so often in a row, makes a lane idle. */
const idleAfter = 30

/**
 * Sends what is on its way in one lane, as long as no other process does: a bot's messages share one
 * limit, which two could only break.
 */
export const runLane = (parts: SenderParts, lane: Lane): Running => {
  const { store, platform, holder, settings, log } = parts
  const { leaseMs, quarantineMs, laneLeaseMs, timeoutMs, pollMs } = settings
  const { perChannelMs } = platform.pace
  const name = [
    'lane',
    lane.platform,
    ...(lane.workspace === undefined ? [] : [lane.workspace]),
  ].join('/')
  const pace = paced(() => platform.pace)
  const bell: Alarm = alarm()
  const underway = new Map<string, Promise<void>>()
  const cooling = new Map<string, number>()
  let queue: Delivery[] = []
  let readAt = Number.NEGATIVE_INFINITY
  let restsUntil = Number.NEGATIVE_INFINITY
  let empty = 0
  let isStopping = false

  const delivering: Delivering = {
    ...parts,
    claimant: { by: holder, leaseMs, quarantineMs },
    timeoutMs,
    pace,
    rest(ms) {
      log.error({ lane: name, ms }, 'the token was refused; nothing is sent for a while')
      restsUntil = performance.now() + ms
    },
  }

  const lease = hold({ leases: store.leases, holder, leaseMs: laneLeaseMs }, name)

  const mayHave = (): number => Math.max(2, Math.ceil(pace.perSecond() / 2))
  const isCool = ({ target }: Delivery): boolean => (cooling.get(target) ?? 0) <= performance.now()

  const read = async (): Promise<void> => {
    const most = underway.size + Math.max(8, Math.ceil((pace.perSecond() * aheadMs) / 1_000))
    const rows = await store.outbox.ready(lane, { most, quarantineMs })
    queue = rows.filter(({ id }) => !underway.has(id))
    readAt = performance.now()
    empty = rows.length === 0 ? empty + 1 : 0
  }
  const start = (delivery: Delivery): void => {
    if (perChannelMs > 0) cool(cooling, delivery.target, performance.now() + perChannelMs)
    const sending = deliver(delivering, delivery)
      .catch((error) => log.error({ err: error, delivery: delivery.id }, 'a delivery stayed open'))
      .finally(() => {
        underway.delete(delivery.id)
        // A platform counts from when it has taken a message.
        if (perChannelMs > 0) cool(cooling, delivery.target, performance.now() + perChannelMs)
        // What follows it may go now.
        if (queue.length === 0) readAt = Number.NEGATIVE_INFINITY
        bell.ring()
      })
    underway.set(delivery.id, sending)
  }
  /** Starts one if one may start; else says how long there is nothing to do. */
  const step = async (): Promise<number> => {
    const now = performance.now()
    // Whoever would have to ask before it posts leaves it to those who hear of everything, for a while.
    const isPatient = platform.hearsAll?.() === false
    if (!lease.isHeld() && (isPatient || !(await lease.take()))) return pollMs
    if (!platform.isUp() || restsUntil > now) return pollMs
    if (underway.size >= mayHave()) return pollMs
    if (now - readAt > aheadMs) await read()
    const at = queue.findIndex(isCool)
    const [next] = at < 0 ? [] : queue.splice(at, 1)
    if (next) start(next)
    return next ? 0 : waitFor(queue, cooling, pollMs)
  }
  const loop = async (): Promise<void> => {
    while (!isStopping) {
      const idleMs = await step().catch((error) => {
        log.error({ err: error, lane: name }, 'a lane stumbled')
        return pollMs
      })
      if (idleMs > 0) await bell.wait(idleMs)
    }
  }
  const looping = loop()

  return {
    poke() {
      readAt = Number.NEGATIVE_INFINITY
      bell.ring()
    },
    isIdle: () => empty >= idleAfter && underway.size === 0,
    async stop() {
      isStopping = true
      bell.ring()
      await looping
      await Promise.all(underway.values())
      await lease.release()
    },
  }
}

/** Until the next of those that are queued may go to its channel again. */
const waitFor = (
  queue: readonly Delivery[],
  cooling: ReadonlyMap<string, number>,
  mostMs: number,
): number => {
  const now = performance.now()
  const waits = queue.map(({ target }) => (cooling.get(target) ?? now) - now)
  return Math.max(1, Math.min(mostMs, ...waits))
}

/** Notes until when a channel rests, and forgets those that rest no more. */
const cool = (cooling: Map<string, number>, target: string, until: number): void => {
  const now = performance.now()
  for (const [known, at] of cooling) if (at <= now) cooling.delete(known)
  cooling.set(target, until)
}
