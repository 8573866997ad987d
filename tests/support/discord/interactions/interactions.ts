import { randomBytes } from 'node:crypto'
import type { Ack, Hear } from '../api/interaction.ts'
import type { Json } from '../world/records.ts'
import { newId } from '../world/snowflake.ts'
import { isWhole, newOpen, type Open, type Sight } from './open.ts'

export type Interactions = {
  /** Sends an interaction to the bot. */
  begin(payload: Json, hear?: Hear): Open
  byToken(token: string): Open | undefined
  acknowledge(open: Open, ack: Pick<Ack, 'type' | 'isEphemeral'>): void
  /** To be called after its answer changed. */
  changed(open: Open): void
  isExpired(open: Open): boolean
  stop(): void
}

export type InteractionSettings = Sight & {
  /** Milliseconds, as in the settings of the whole. */
  ackWithin: number
  tokenFor: number
  /** Milliseconds after which an interaction and its answers are forgotten. */
  keepFor: number
  noteAck: (ack: Ack) => void
  dispatch: (payload: Json) => void
}

export const createInteractions = (settings: InteractionSettings): Interactions => {
  const { messages, news } = settings
  const all = new Map<string, Open>()

  const forget = (): void => {
    for (const open of all.values()) {
      if (performance.now() - open.sentAt < settings.keepFor) return
      clearTimeout(open.timer)
      all.delete(open.token)
      open.answers.forEach(messages.remove)
    }
  }

  const fail = (open: Open): void => {
    open.isFailed = true
    open.hear.failed?.(open)
    news.tell()
  }

  const changed = (open: Open): void => {
    if (!open.isSettled && isWhole(open, messages)) {
      open.isSettled = true
      open.hear.settled?.(open)
    }
    news.tell()
  }

  return {
    begin(wish, hear = {}) {
      forget()
      const payload = { id: newId(), token: newToken(), ...wish }
      const open = newOpen(payload, hear, settings)
      all.set(open.token, open)
      open.timer = setTimeout(fail, settings.ackWithin, open)
      settings.dispatch(payload)
      return open
    },
    byToken: (token) => all.get(token),
    acknowledge(open, ack) {
      clearTimeout(open.timer)
      open.ack = { interaction: open.id, after: performance.now() - open.sentAt, ...ack }
      settings.noteAck(open.ack)
      open.hear.ack?.(open.ack, open)
      changed(open)
    },
    changed,
    isExpired: ({ sentAt }) => performance.now() - sentAt > settings.tokenFor,
    stop() {
      for (const { timer } of all.values()) clearTimeout(timer)
    },
  }
}

/** As long as Discord's own, which matters where it is kept or logged. */
const newToken = (): string => randomBytes(130).toString('base64url')
