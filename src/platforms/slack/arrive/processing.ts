import type { App, ReceiverEvent } from '@slack/bolt'
import { type OpenWork, openWork } from '../../open-work.ts'

/** What Bolt is handed, by whichever way it came. */
export type Processing = (event: ReceiverEvent) => Promise<void>

/** Where a listener finds the acknowledgement of an event: `context.taken()`. */
export type Taken = { taken(): Promise<void> }

/**
 * Bolt acknowledges an event before any of our code has seen it, so a crash would lose it. Here it is
 * acknowledged by the listener that has written it down, or else when all listeners are through.
 */
export const createProcessing = (app: App, leaving: AbortSignal) => {
  const unacked: OpenWork = openWork(() => undefined)

  const process: Processing = async (event) => {
    if (leaving.aborted) return
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
  // A connection that is gone cannot take it: Slack tells of the event again.
  const taken = () => (event.ack() as Promise<void>).catch(() => undefined)
  const customProperties = { ...event.customProperties, taken }
  await app.processEvent({ ...event, ack: async () => undefined, customProperties })
  await taken()
}

const once = <T>(act: (value?: T) => Promise<void>): ((value?: T) => Promise<void>) => {
  let done: Promise<void> | undefined
  return (value) => {
    done ??= act(value)
    return done
  }
}
