import { messageJson } from '../json/messages.ts'
import type { Call } from '../place.ts'
import { type Answer, ok, refused } from '../web/answers.ts'
import { microsOf } from '../world/ids.ts'
import type { Json, Message } from '../world/records.ts'
import { inChannel, pageOf, pagingJson, history as scopes } from './method.ts'

/** https://docs.slack.dev/reference/methods/conversations.history */
const mostAtOnce = 999

/** What stands in a channel, newest first; answers in threads do not. */
export const history = inChannel((channel, { args, team }, { messages }) => {
  if (!channel.members.has(team.bot.id)) return refused('not_in_channel')
  const all = messages.in(channel).filter(isForAll)
  const threads = Map.groupBy(all, ({ threadTs }) => threadTs)
  const roots = all.filter(({ threadTs, isBroadcast }) => threadTs === undefined || isBroadcast)
  const within = roots.filter(isWithin(args)).reverse()
  return listed(within, args, (one) => threads.get(one.ts) ?? [])
}, scopes)

/** A message and the answers to it, oldest first. */
export const replies = inChannel((channel, { args, team }, { messages }) => {
  if (!channel.members.has(team.bot.id)) return refused('not_in_channel')
  const asked = messages.get(channel, `${args.ts}`)
  const root = asked?.threadTs ? messages.get(channel, asked.threadTs) : asked
  if (!root || !isForAll(root)) return refused('thread_not_found')
  const answers = messages.in(channel).filter((one) => isForAll(one) && one.threadTs === root.ts)
  const within = [root, ...answers.filter(isWithin(args))]
  return listed(within, args, (one) => (one === root ? answers : []))
}, scopes)

const isForAll = ({ ephemeralFor }: Message): boolean => ephemeralFor === undefined

const isWithin = ({ oldest = '0', latest, inclusive }: Json) => {
  const from = microsOf(`${oldest}`)
  const to = latest === undefined ? Number.POSITIVE_INFINITY : microsOf(`${latest}`)
  return ({ ts }: Message): boolean => {
    const at = microsOf(ts)
    return (from < at && at < to) || (inclusive === true && (at === from || at === to))
  }
}

const listed = (
  within: readonly Message[],
  { cursor, limit = 100, include_all_metadata: hasMetadata = false }: Call['args'],
  repliesOf: (message: Message) => readonly Message[],
): Answer => {
  if (Number(limit) < 1 || Number(limit) > mostAtOnce) return refused('invalid_limit')
  const page = pageOf(within, cursor, Number(limit))
  if (!page) return refused('invalid_cursor')
  const sight = (one: Message) => ({ hasMetadata: hasMetadata === true, replies: repliesOf(one) })
  return ok({
    messages: page.items.map((one) => messageJson(one, sight(one))),
    has_more: page.next !== '',
    pin_count: 0,
    ...(page.next !== '' && pagingJson(page.next)),
  })
}
