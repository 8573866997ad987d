import type { Manifest, SlackSettings } from './api/slack.ts'
import { appId, newSecret } from './world/ids.ts'

/** Ours filled in; how the wire behaves is for the wire to know. */
export type Settings = SlackSettings & Required<Pick<SlackSettings, Ours>>

type Ours =
  | 'port'
  | 'appToken'
  | 'signingSecret'
  | 'triggerFor'
  | 'responseFor'
  | 'within'
  | 'keep'
  | 'validate'

/** Slack's own numbers where it has one. */
export const usual = (): Settings => ({
  port: 0,
  appToken: `xapp-1-${appId}-${newSecret()}`,
  signingSecret: newSecret(32),
  triggerFor: 3_000,
  responseFor: 30 * 60_000,
  within: 20_000,
  keep: 'all',
  validate: true,
})

/** What the app asks for, where no manifest says so. */
const scopes = [
  'commands',
  'chat:write',
  'im:history',
  'im:write',
  'app_mentions:read',
  'users:read',
  'channels:read',
  'groups:read',
  'channels:history',
  'groups:history',
  'usergroups:read',
  'files:read',
  'assistant:write',
]

export const scopesOf = (manifest: Manifest | undefined): readonly string[] =>
  manifest ? (manifest.oauth_config?.scopes?.bot ?? []) : scopes

/** What is written in channels without naming it, the app does not ask to hear. */
const events = [
  'message.im',
  'app_mention',
  'app_home_opened',
  'app_uninstalled',
  'tokens_revoked',
  'user_change',
  ...['member_joined_channel', 'member_left_channel', 'channel_shared', 'channel_unshared'],
  ...['archive', 'unarchive', 'rename', 'deleted'].flatMap((what) => [
    `channel_${what}`,
    `group_${what}`,
  ]),
]

export const eventsOf = (manifest: Manifest | undefined): ReadonlySet<string> =>
  new Set(manifest ? (manifest.settings?.event_subscriptions?.bot_events ?? []) : events)
