import { ok, refused } from '../web/answers.ts'
import { appId } from '../world/ids.ts'
import type { Act, AppMethod } from './method.ts'

export const test: Act = ({ team: { id, name, domain, bot, botId } }) =>
  ok({
    url: `https://${domain}.slack.com/`,
    team: name,
    user: bot.name.toLowerCase(),
    team_id: id,
    user_id: bot.id,
    bot_id: botId,
    is_enterprise_install: false,
  })

export const botInfo: Act = ({ team: { bot, botId }, args }) =>
  args.bot === botId
    ? ok({ bot: { id: botId, deleted: false, name: bot.name, app_id: appId, user_id: bot.id } })
    : refused('bot_not_found')

export const openConnection: AppMethod['forApp'] = async (token, { wire, settings }) => {
  if (token === undefined || token === '') return refused('not_authed')
  if (token !== settings.appToken)
    return refused(token.startsWith('xoxb-') ? 'not_allowed_token_type' : 'invalid_auth')
  return ok({ url: await wire.open(token) })
}
