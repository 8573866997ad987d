import type { SentFile } from '../../sent-file.ts'
import type { Discord } from '../api/discord.ts'
import type { Said } from '../api/person.ts'
import type { Place } from '../place.ts'
import { announce } from '../routes/announce.ts'
import { attached } from '../routes/files.ts'
import { flags, hasFlag } from '../world/flags.ts'
import type { Channel, Message, User } from '../world/records.ts'
import { isLater } from '../world/snowflake.ts'
import { written } from '../world/writing.ts'

type Wish = {
  channel: Channel
  user: User
  text: string
  replyTo?: Message
  files?: readonly SentFile[]
}

/** Posts what somebody writes. A reply pings whom it replies to, as a client's replies do. */
export const say = (
  place: Place,
  discord: Discord,
  { channel, user, text, replyTo, files = [] }: Wish,
): Said => {
  const message = written({ content: text }, place.world.users, {
    channel: channel.id,
    author: user,
    ...(replyTo && { replyTo: replyTo.id }),
    ...(files.length > 0 && { attachments: files.map((one) => attached(place, channel.id, one)) }),
  })
  if (replyTo) message.mentions = [...new Set([...message.mentions, replyTo.author])]
  place.messages.put(message)
  announce(place, 'CREATE', message)
  return {
    message,
    get answers() {
      return answersTo(message, place)
    },
    get answer() {
      const what = `an answer to "${text.slice(0, 80)}"`
      return discord.until(() => answersTo(message, place)[0], what)
    },
  }
}

const answersTo = ({ id, channel }: Message, { messages, world }: Place): Message[] =>
  messages
    .in(channel)
    .filter((one) => one.author === world.bot && isLater(one.id, id))
    .filter(({ replyTo = id, ephemeralFor }) => replyTo === id && ephemeralFor === undefined)
    .filter((one) => !hasFlag(one, flags.loading))
