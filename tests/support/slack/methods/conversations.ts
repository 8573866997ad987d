import { channelJson } from '../json/channels.ts'
import { type Answer, ok, refused } from '../web/answers.ts'
import { type Act, inChannel, ofUser, pageOf, pagingJson, reading } from './method.ts'

export const info = inChannel((channel, { args }) => {
  const isCounted = args.include_num_members === true && channel.kind !== 'im'
  const counted = isCounted ? { num_members: channel.members.size } : {}
  return ok({ channel: { ...channelJson(channel), ...counted } })
}, reading)

export const members = inChannel((channel, { args: { cursor, limit = 100 } }) => {
  if (Number(limit) < 1 || Number(limit) > mostAtOnce) return refused('invalid_limit')
  const page = pageOf([...channel.members.keys()], cursor, Number(limit))
  return page ? ok({ members: page.items, ...pagingJson(page.next) }) : refused('invalid_cursor')
}, reading)

const mostAtOnce = 1_000

const withOne = ofUser('users', (user, { team }, { world }): Answer => {
  if (user.isDeleted) return refused('user_disabled')
  if (user.isBot) return refused('cannot_dm_bot')
  const { id } = world.dm(user, team)
  return ok({ no_op: true, already_open: true, channel: { id } })
})

/** Direct messages with one person; the bot has no others. */
export const open: Act = (call, place) => {
  const { users } = call.args
  if (users === undefined) return refused('users_list_not_supplied')
  return withOne(call, place)
}
