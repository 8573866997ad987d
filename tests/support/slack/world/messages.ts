import type { Channel, Message } from './records.ts'

/** All messages, by channel and time. What is put under a known time takes the place of what was there. */
export type Messages = {
  put(message: Message): Message
  get(channel: Channel, ts: string): Message | undefined
  remove(message: Message): void
  /** Oldest first, what only one person sees too. */
  in(channel: Channel): Message[]
}

/** `keep` is how many a channel holds; the oldest are forgotten. */
export const createMessages = (keep: number): Messages => {
  const rooms = new Map<string, Map<string, Message>>()
  const room = ({ id }: Channel): Map<string, Message> => {
    const known = rooms.get(id) ?? new Map<string, Message>()
    rooms.set(id, known)
    return known
  }
  return {
    put(message) {
      const known = room(message.channel).set(message.ts, message)
      const [oldest = ''] = known.keys()
      if (known.size > keep) known.delete(oldest)
      return message
    },
    get: (channel, ts) => room(channel).get(ts),
    remove: ({ channel, ts }) => void room(channel).delete(ts),
    in: (channel) => [...room(channel).values()],
  }
}

/** What stands there for all to see. */
export const standingIn = (messages: Messages, channel: Channel): Message[] =>
  messages.in(channel).filter((one) => one.ephemeralFor === undefined && !one.isTombstone)

/** Takes a message away; of one that was answered Slack leaves an empty one. */
export const takeAway = (messages: Messages, message: Message): void => {
  const isAnswered = messages.in(message.channel).some(({ threadTs }) => threadTs === message.ts)
  const { metadata, ...rest } = message
  if (isAnswered) messages.put({ ...rest, text: removed, blocks: [], isTombstone: true })
  else messages.remove(message)
}

const removed = 'This message was deleted.'
