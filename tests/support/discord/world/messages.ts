import type { Message } from './records.ts'
import { isLater } from './snowflake.ts'

/** A nonce as it was used: which message it made, and when. */
type Used = { message: string; at: number }

/** Every message there is, by channel and by id. */
export type Messages = {
  get(id: string): Message | undefined
  /** Adds a message, or puts a newer state of it in its place. */
  put(message: Message): Message
  remove(id: string): void
  /** All of a channel's, oldest first, private ones too. */
  in(channel: string): Message[]
  /** The id that this author's message with this nonce got; it may be deleted by now. */
  withNonce(author: string, nonce: string | number): string | undefined
}

/** `nonceFor` in milliseconds. */
export const createMessages = (nonceFor: number): Messages => {
  const all = new Map<string, Message>()
  const rooms = new Map<string, Map<string, Message>>()
  const nonces = new Map<string, Used>()
  const isOver = ({ at }: Used): boolean => Date.now() - at > nonceFor

  const remember = ({ id, author, nonce }: Message): void => {
    for (const [key, used] of nonces) if (isOver(used)) nonces.delete(key)
    nonces.set(`${author.id} ${nonce}`, { message: id, at: Date.now() })
  }

  return {
    get: (id) => all.get(id),
    put(message) {
      if (message.nonce !== undefined && !all.has(message.id)) remember(message)
      all.set(message.id, message)
      const room = rooms.get(message.channel) ?? new Map<string, Message>()
      rooms.set(message.channel, room.set(message.id, message))
      return message
    },
    remove(id) {
      const message = all.get(id)
      all.delete(id)
      if (message) rooms.get(message.channel)?.delete(id)
    },
    in: (channel) => [...(rooms.get(channel)?.values() ?? [])],
    withNonce(author, nonce) {
      const used = nonces.get(`${author} ${nonce}`)
      return used && !isOver(used) ? used.message : undefined
    },
  }
}

export type Page = { before?: string; after?: string; limit?: string }

/** A page of messages as REST lists them, newest first; 50 unless told, 100 at most. */
export const pageOf = (all: readonly Message[], page: Page): Message[] => {
  const { before, after, limit = '50' } = page
  const within = all.filter(
    ({ id }) => (!before || isLater(before, id)) && (!after || isLater(id, after)),
  )
  const size = Math.min(Number(limit), 100)
  return (after ? within.slice(0, size) : within.slice(-size)).reverse()
}
