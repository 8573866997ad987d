import { channelJson } from '../json/channels.ts'
import { userJson } from '../json/people.ts'
import { ok, refused } from '../web/answers.ts'
import type { Channel } from '../world/records.ts'
import { type Act, ofUser, pageOf, pagingJson } from './method.ts'

export const info = ofUser('user', (user, { team, args }) =>
  ok({
    user: { ...userJson(user, team), ...(args.include_locale === true && { locale: user.locale }) },
  }),
)

/** https://docs.slack.dev/reference/methods/users.list */
const mostAtOnce = 1_000

export const list: Act = ({ team, args: { cursor, limit = mostAtOnce } }) => {
  if (Number(limit) > mostAtOnce) return refused('limit_required')
  const page = pageOf([...team.users.values()], cursor, Number(limit) || mostAtOnce)
  if (!page) return refused('invalid_cursor')
  const members = page.items.map((one) => userJson(one, team))
  return ok({ members, cache_ts: Math.floor(Date.now() / 1_000), ...pagingJson(page.next) })
}

/** Rooms that somebody is in; of private ones only those that the app is in too. */
export const conversations: Act = ({ team, args }) => {
  const { user, types = 'public_channel', exclude_archived, cursor, limit = 100 } = args
  const isAsked = ({ kind }: Channel) =>
    (kind === 'public' && `${types}`.includes('public_channel')) ||
    (kind === 'private' && `${types}`.includes('private_channel'))
  const rooms = [...team.channels.values()].filter(
    (room) =>
      isAsked(room) &&
      room.members.has(`${user ?? team.bot.id}`) &&
      (room.kind === 'public' || room.members.has(team.bot.id)) &&
      !(exclude_archived && room.isArchived),
  )
  const page = pageOf(rooms, cursor, Number(limit) || mostAtOnce)
  if (!page) return refused('invalid_cursor')
  return ok({ channels: page.items.map(channelJson), ...pagingJson(page.next) })
}
