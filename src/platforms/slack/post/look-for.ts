import type { webApi } from '@slack/bolt'
import type { ReadBack } from '#core/chat'
import { addressOf, messageAt } from '../address.ts'
import { scopeLacking } from '../failure.ts'
import type { Team } from '../teams.ts'
import { markOf } from './mark.ts'

type Message = NonNullable<webApi.ConversationsHistoryResponse['messages']>[number]
type Page = { messages?: Message[]; response_metadata?: { next_cursor?: string } }

const pageSize = 200
const mostPages = 5
/** Threads under messages of that time are where answers stand. */
const mostThreads = 20
/** Clocks differ; a message found early is still the same message. */
const marginSeconds = 60

/** Slack's time of a message: seconds, with micros behind the point. */
export const tsAt = (at: Temporal.Instant): string =>
  `${Math.floor(at.epochMilliseconds / 1_000)}.000000`

/** Looks for what was posted with this key since then: in the thread, or in the channel and its threads. */
export const lookFor = async (
  team: Team,
  channel: string,
  key: string,
  since: Temporal.Instant,
): Promise<ReadBack> => {
  const { channel: id, thread } = addressOf(channel)
  const oldest = tsAt(since.subtract({ seconds: marginSeconds }))
  try {
    if (thread !== undefined) return await inThread(team, { id, thread, oldest, key })
    return await inChannel(team, { id, oldest, key })
  } catch (error) {
    const scope = scopeLacking(error)
    if (scope) return { kind: 'cannot tell', why: `I need the scope ${scope}` }
    throw error
  }
}

type Wanted = { id: string; oldest: string; key: string }

const inChannel = async (team: Team, wanted: Wanted): Promise<ReadBack> => {
  const { id, oldest, key } = wanted
  const history = (cursor: string) =>
    team.client.conversations.history({ ...asking(id, oldest, cursor) }) as Promise<Page>
  const { messages, isAll } = await read(history, key)
  const found = messages.find((message) => markOf(message as never) === key)
  if (found) return { kind: 'found', message: messageAt(id, found.ts ?? '') }
  const threads = messages.filter((message) => hasOwn(message, team))
  for (const { ts: thread = '' } of threads.slice(0, mostThreads)) {
    const answer = await inThread(team, { ...wanted, thread })
    if (answer.kind !== 'absent') return answer
  }
  return isAll && threads.length <= mostThreads ? { kind: 'absent' } : tooMuch
}

/** Whether the bot has answered under it. */
const hasOwn = ({ reply_count = 0, reply_users = [] }: Message, { bot }: Team): boolean =>
  reply_count > 0 && (reply_users.includes(bot.user) || reply_users.includes(bot.id))

const inThread = async (
  { client }: Team,
  { id, thread, oldest, key }: Wanted & { thread: string },
): Promise<ReadBack> => {
  const replies = (cursor: string) =>
    client.conversations.replies({ ...asking(id, oldest, cursor), ts: thread }) as Promise<Page>
  const { messages, isAll } = await read(replies, key)
  const found = messages.find((message) => markOf(message as never) === key)
  if (found) return { kind: 'found', message: messageAt(id, found.ts ?? '') }
  return isAll ? { kind: 'absent' } : tooMuch
}

const asking = (channel: string, oldest: string, cursor: string) => ({
  channel,
  oldest,
  limit: pageSize,
  include_all_metadata: true,
  ...(cursor && { cursor }),
})

const tooMuch: ReadBack = { kind: 'cannot tell', why: 'too much was written since' }

/** Pages up to the one that holds it. */
const read = async (
  page: (cursor: string) => Promise<Page>,
  key: string,
): Promise<{ messages: Message[]; isAll: boolean }> => {
  const all: Message[] = []
  let cursor = ''
  for (let pages = 0; pages < mostPages; pages += 1) {
    const { messages = [], response_metadata } = await page(cursor)
    all.push(...messages)
    cursor = response_metadata?.next_cursor ?? ''
    const isThere = messages.some((message) => markOf(message as never) === key)
    if (isThere || cursor === '') return { messages: all, isAll: cursor === '' }
  }
  return { messages: all, isAll: false }
}
