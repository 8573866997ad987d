import { webApi } from '@slack/bolt'
import { visible } from '#core/visible'
import { shortened } from '#core/words'
import { createClient } from './client.ts'
import { errorOf, outcomeOf } from './failure.ts'
import { botScopes } from './manifest.ts'
import type { SlackSettings } from './settings.ts'
import { tokenUnknown } from './sign-in.ts'

/** What was found out about one thing: what is wrong and how to mend it, or what is well. */
export type Finding = { name: string; fault?: string; fine?: string }

export type Examination = Pick<SlackSettings, 'api' | 'appToken' | 'signingSecret'> & {
  token: string
  /** How long to wait for each answer, in milliseconds. */
  timeoutMs?: number
}

type Found = Omit<Finding, 'name'>

/**
 * Asks Slack whether these tokens and the scopes they were given will do, and changes nothing. Without a
 * good bot token there is nothing more to ask.
 */
export const examineSlack = async (wish: Examination): Promise<Finding[]> => {
  const { api, token, appToken, timeoutMs = 10_000 } = wish
  const bot = createClient(token, { api, timeoutMs })
  const known = await examined('Slack token', tokenUnknown, () => tokenOf(bot))
  if (known.fault !== undefined) return [known]
  const scopes = await examined('Slack scopes', tokenUnknown, () => scopesOf(bot))
  const arrival = appToken
    ? await examined('Slack Socket Mode', appTokenUnknown, async () => {
        const found = await socketOf(createClient(appToken, { api, timeoutMs }))
        return found.fault === undefined && (await isOfAnother(appToken, bot))
          ? { fault: twoApps }
          : found
      })
    : { name: 'Slack HTTP mode', fine: 'signed requests are taken at /slack/events' }
  return [known, scopes, arrival]
}

const appTokenUnknown =
  'SLACK_APP_TOKEN is not known to Slack. Copy it again (Basic Information, App-Level Tokens).'

const examined = async (
  name: string,
  unknown: string,
  look: () => Promise<Found>,
): Promise<Finding> => {
  try {
    return { name, ...(await look()) }
  } catch (error) {
    return { name, fault: sayFailure(error, unknown) }
  }
}

const quoted = (name: string): string => `"${shortened(visible(name))}"`

const tokenOf = async (bot: webApi.WebClient): Promise<Found> => {
  const { user = '', team = '', team_id: id = '', bot_id: robot } = await bot.auth.test()
  if (!robot)
    return {
      fault:
        'SLACK_BOT_TOKEN is not a bot’s token. Copy the one that begins with xoxb- (OAuth & Permissions).',
    }
  return { fine: `known as ${quoted(user)} in ${quoted(team)}, id ${visible(id)}` }
}

/** Slack names the scopes of a token with every answer. */
const scopesOf = async (bot: webApi.WebClient): Promise<Found> => {
  const { response_metadata } = await bot.auth.test()
  const given = response_metadata?.scopes ?? []
  const lacking = botScopes.filter((scope) => !given.includes(scope))
  const surplus = given.filter((scope) => !botScopes.includes(scope as never))
  if (lacking.length > 0)
    return {
      fault: `The app lacks ${lacking.join(', ')}. Paste "sitrep manifest slack" into its settings (App Manifest), then install it again.`,
    }
  const more = surplus.length > 0 ? `; more than it needs: ${surplus.map(visible).join(', ')}` : ''
  return { fine: `all ${botScopes.length} of the manifest${more}` }
}

const socketOf = async (app: webApi.WebClient): Promise<Found> => {
  const { url = '' } = await app.apps.connections.open()
  return url.startsWith('ws')
    ? { fine: 'on, and a connection may be opened' }
    : { fault: 'Slack gave no address. Turn Socket Mode on in the app’s settings.' }
}

const twoApps =
  'SLACK_APP_TOKEN and SLACK_BOT_TOKEN belong to two different apps. Copy both from the settings of one.'

/** An app-level token names its app: `xapp-1-A012ABCD-...`. What cannot be told is taken for well. */
const isOfAnother = async (appToken: string, bot: webApi.WebClient): Promise<boolean> => {
  const [, , named] = appToken.split('-')
  const { bot_id = '' } = await bot.auth.test()
  const found = await bot.bots.info({ bot: bot_id }).catch(() => undefined)
  const own = found?.bot?.app_id
  return own !== undefined && named !== undefined && /^A/.test(named) && named !== own
}

const sayFailure = (error: unknown, unknown: string): string => {
  const said = errorOf(error)
  if (said === 'missing_scope')
    return 'SLACK_APP_TOKEN lacks the scope connections:write. Make another with it (Basic Information, App-Level Tokens).'
  if (said !== undefined && outcomeOf(error).kind !== 'later') return unknown
  if (error instanceof webApi.WebAPIHTTPError)
    return error.statusCode >= 500
      ? `Slack is out of order (${error.statusCode}). Look at slack-status.com and try again later.`
      : stranger
  const outcome = outcomeOf(error)
  if (outcome.kind === 'later') return `Slack cannot be reached, or asks to wait. ${checkWay}`
  if (outcome.kind === 'unknown' && /Timeout|Abort/.test(outcome.why))
    return `Slack did not answer in time. ${checkWay}`
  return outcome.kind === 'unknown' && outcome.why === 'TypeError' ? unknown : stranger
}

const checkWay = 'Check the network and SLACK_API_URL.'
const stranger =
  'What answers at SLACK_API_URL does not speak as Slack does. Leave it empty to use Slack itself.'
