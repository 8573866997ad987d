import { randomUUID } from 'node:crypto'
import type { SentFile } from '../../sent-file.ts'
import type { Said } from '../api/person.ts'
import type { Slack } from '../api/slack.ts'
import { messageJson } from '../json/messages.ts'
import { announce, whereJson } from '../methods/announce.ts'
import { sharedFile } from '../methods/files.ts'
import type { Place } from '../place.ts'
import { withIds } from '../world/elements.ts'
import { isLater, newTs } from '../world/ids.ts'
import type { Channel, Json, Message, User } from '../world/records.ts'
import { escaped, isNaming, typedBlock } from './typing.ts'

type Wish = {
  channel: Channel
  user: User
  text: string
  thread?: string
  files?: readonly SentFile[]
}

/** Posts what somebody writes, and tells the app where it reads along or is named. */
export const say = (
  place: Place,
  slack: Slack,
  { channel, user, text, thread, files = [] }: Wish,
): Said => {
  mustBeAllowed(channel, user)
  const message: Message = place.messages.put({
    ts: newTs(),
    channel,
    author: user,
    text: escaped(text),
    blocks: withIds([typedBlock(text)]),
    ...(thread !== undefined && { threadTs: thread }),
    ...(files.length > 0 && { files: files.map((one) => sharedFile(place, channel, one)) }),
  })
  tell(place, message, text)
  return {
    message,
    get answers() {
      return answersTo(message, place)
    },
    get answer() {
      const what = `an answer to "${text.slice(0, 80)}"`
      return slack.until(() => answersTo(message, place)[0], what)
    },
  }
}

const mustBeAllowed = ({ postingRestrictedTo: only, name }: Channel, user: User): void => {
  if (!only) return
  const isAdmin = only.type?.includes('admin') && (user.isAdmin || user.isOwner)
  if (!isAdmin && !only.user?.includes(user.id)) throw new Error(`not all may write in ${name}`)
}

/** In direct messages naming the bot is nothing more (docs.slack.dev/reference/events/app_mention). */
const tell = (place: Place, message: Message, text: string): void => {
  const { channel, author } = message
  const { team } = channel
  const more: Json = {
    client_msg_id: randomUUID(),
    user_team: author.home.id,
    source_team: author.home.id,
  }
  announce(place, message, more)
  if (channel.kind === 'im' || !isNaming(text, team.bot.id)) return
  const { channel_type, ...where } = whereJson(message)
  const mention = { ...messageJson(message), ...where, ...more, type: 'app_mention' }
  if (channel.members.has(team.bot.id)) place.tell(team, mention, channel)
}

const answersTo = ({ ts, threadTs = ts, channel }: Message, { messages }: Place): Message[] =>
  messages
    .in(channel)
    .filter((one) => one.author === channel.team.bot && isLater(one.ts, ts))
    .filter((one) => (one.threadTs ?? threadTs) === threadTs && one.ephemeralFor === undefined)
