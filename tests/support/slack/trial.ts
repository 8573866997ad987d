import { App, SocketModeReceiver, webApi } from '@slack/bolt'
import { onTestFinished } from 'vitest'
import type { Person } from './api/person.ts'
import type { Slack, SlackSettings } from './api/slack.ts'
import { startSlack } from './server.ts'
import type { Channel, Json, Team } from './world/records.ts'

/** A Slack that stops when the test ends. */
export const loopback = async (settings: SlackSettings = {}): Promise<Slack> => {
  const slack = await startSlack(settings)
  onTestFinished(() => slack.stop())
  return slack
}

export const silent = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => 'error' as never,
  setName: () => {},
}

/** The real client with a token. */
export const clientOf = ({ api }: Slack, token: string | undefined, timeout = 2_000) =>
  new webApi.WebClient(token, {
    slackApiUrl: api,
    logger: silent,
    timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  })

export type Desk = {
  slack: Slack
  team: Team
  policy: Channel
  client: webApi.WebClient
  ada: Person
}

/** A workspace with one channel, somebody in it, and the real client of its bot. */
export const desk = async (settings: SlackSettings = {}): Promise<Desk> => {
  const slack = await loopback(settings)
  const team = slack.world.team('Desk')
  const policy = slack.world.channel(team, 'policy')
  const ada = slack.person({ team, waits: false })
  return { slack, team, policy, ada, client: clientOf(slack, team.token) }
}

/** Slack's word for why it did not do it; `ok` where it did. */
export const said = async (call: Promise<unknown>): Promise<unknown> => {
  try {
    await call
    return 'ok'
  } catch (fault) {
    if (fault instanceof webApi.WebAPIPlatformError) return fault.data.error
    if (fault instanceof webApi.WebAPIHTTPError) return fault.statusCode
    return fault instanceof Error ? fault.constructor.name : fault
  }
}

/** A body as ours are. */
export const body = (text = 'hello', more: Json = {}) => ({
  text,
  blocks: [paragraph(text)],
  unfurl_links: false,
  unfurl_media: false,
  ...more,
})

export const paragraph = (text: string) => ({
  type: 'rich_text' as const,
  elements: [{ type: 'rich_text_section' as const, elements: [{ type: 'text' as const, text }] }],
})

export const plain = (text: string) => ({ type: 'plain_text' as const, text, emoji: false })

export const button = (text: string, action_id = 'press', value = 'x') => ({
  type: 'button' as const,
  text: plain(text),
  action_id,
  value,
})

export const actions = (...elements: Json[]) => ({ type: 'actions' as const, elements })

export const input = (label: string, element: Json, more: Json = {}) => ({
  type: 'input' as const,
  block_id: label.toLowerCase(),
  label: plain(label),
  element: { action_id: 'value', ...element },
  ...more,
})

export const modal = (blocks: Json[], more: Json = {}) => ({
  type: 'modal' as const,
  callback_id: 'form',
  title: plain('Form'),
  submit: plain('Send'),
  blocks,
  ...more,
})

/** Bolt, on Socket Mode. It hears of what it does itself. */
export const bolt = async (slack: Slack, team: Team): Promise<App> => {
  const clientOptions = { slackApiUrl: slack.api, timeout: 2_000, retryConfig: { retries: 0 } }
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    logger: silent,
    installerOptions: { clientOptions },
  })
  const app = new App({
    receiver,
    logger: silent,
    clientOptions,
    ignoreSelf: false,
    authorize: async () => ({ botToken: team.token!, botId: team.botId, botUserId: team.bot.id }),
  })
  onTestFinished(() => receiver.stop())
  await receiver.start()
  return app
}
