import type { App, ReceiverEvent } from '@slack/bolt'
import { type OpenWork, openWork } from '../../open-work.ts'

/** What Bolt is handed, by whichever way it came. */
export type Processing = (event: ReceiverEvent) => Promise<void>

/** Where a listener finds the acknowledgement of an event: in its `context`. */
export type Taken = {
  /** It is written down, or not worth it: Slack need not tell of it again. */
  taken(): Promise<void>
  /** It could not be taken: Slack is to tell of it again. */
  refused(): void
}

/**
 * Bolt acknowledges an event before any of our code has seen it, so a crash would lose it. Here it is
 * acknowledged by the listener that has written it down, or else when all listeners are through.
 */
export const createProcessing = (app: App) => {
  const unacked: OpenWork = openWork(() => undefined)

  const process: Processing = async (event) => {
    const { promise: answered, resolve } = Promise.withResolvers<void>()
    void unacked.run(() => answered)
    const ack = once(async (response?: unknown) => {
      try {
        await event.ack(response)
      } finally {
        resolve()
      }
    })
    try {
      await (isEvent(event)
        ? processEvent(app, { ...event, ack })
        : app.processEvent({ ...event, ack }))
    } finally {
      resolve()
    }
  }
  return {
    process,
    /** Resolves when nothing waits for its acknowledgement, or after this much time. */
    acknowledged: (withinMs: number) => unacked.ended(withinMs),
  }
}

const isEvent = ({ body }: ReceiverEvent): boolean => body.type === 'event_callback'

const processEvent = async (app: App, event: ReceiverEvent): Promise<void> => {
  let isRefused = false
  const how: Taken = {
    // A connection that is gone cannot take it: Slack tells of the event again.
    taken: () => (event.ack() as Promise<void>).catch(() => undefined),
    refused: () => {
      isRefused = true
    },
  }
  const customProperties = { ...event.customProperties, ...how }
  await app.processEvent({ ...event, ack: async () => undefined, customProperties })
  if (!isRefused) await how.taken()
}

const once = <T>(act: (value?: T) => Promise<void>): ((value?: T) => Promise<void>) => {
  let done: Promise<void> | undefined
  return (value) => {
    done ??= act(value)
    return done
  }
}
