import { appId } from '../world/ids.ts'
import type { Json, Message } from '../world/records.ts'

export type Sight = {
  /** Whether what the app wrote along with it is told. */
  hasMetadata?: boolean
  /** The answers to it. */
  replies?: readonly Message[]
}

/** A message as the Web API gives it; `thread_ts` and counts also where it was answered. */
export const messageJson = (message: Message, { hasMetadata, replies = [] }: Sight = {}): Json => {
  const { ts, text, blocks, author, channel, metadata, editedTs, files } = message
  const { team } = channel
  return {
    type: 'message',
    ...(message.isTombstone && { subtype: 'tombstone', hidden: true }),
    user: message.isTombstone ? 'USLACKBOT' : author.id,
    ts,
    text,
    team: author.home.id,
    ...(blocks.length > 0 && { blocks }),
    ...(author === team.bot && { bot_id: team.botId, app_id: appId }),
    ...(author.isBot && author !== team.bot && { bot_id: `B${author.id.slice(1)}` }),
    ...(files && { files, subtype: 'file_share', upload: false }),
    ...(editedTs !== undefined && { edited: { user: author.id, ts: editedTs } }),
    ...threadJson(message, replies),
    ...(hasMetadata && metadata && { metadata }),
  }
}

const threadJson = ({ ts, threadTs }: Message, replies: readonly Message[]): Json => {
  if (threadTs !== undefined) return { thread_ts: threadTs }
  if (replies.length === 0) return {}
  const people = [...new Set(replies.map(({ author }) => author.id))]
  return {
    thread_ts: ts,
    reply_count: replies.length,
    reply_users_count: people.length,
    reply_users: people.slice(0, 5),
    latest_reply: replies.at(-1)?.ts,
    is_locked: false,
  }
}
