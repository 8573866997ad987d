import { userJson } from '../json/people.ts'
import { ok, refused } from '../web/answers.ts'
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
