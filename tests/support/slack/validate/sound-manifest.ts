import type { Json } from './broken.ts'

type Parts = { features?: Json; settings?: Json; scopes?: readonly string[]; display?: Json }

export const shortcut = (more: Json = {}): Json => ({
  name: 'Ask Sitrep about this',
  type: 'message',
  callback_id: 'ask',
  description: 'Looks for briefings about a message',
  ...more,
})

export const command = (more: Json = {}): Json => ({
  command: '/sitrep',
  description: 'Briefings',
  usage_hint: 'topics',
  should_escape: false,
  ...more,
})

const scopes = [
  'commands',
  'chat:write',
  'im:history',
  'app_mentions:read',
  'users:read',
  'channels:read',
  'groups:read',
  'assistant:write',
]

/** An app in Socket Mode that is sound, with other parts in place of some. */
export const app = ({ features, settings, scopes: other, display }: Parts = {}): Json => ({
  _metadata: { major_version: 2, minor_version: 1 },
  display_information: {
    name: 'Sitrep',
    description: 'Sourced briefings',
    background_color: '#1d2b3a',
    ...display,
  },
  features: {
    bot_user: { display_name: 'sitrep', always_online: true },
    app_home: {
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    },
    agent_view: { agent_description: 'Answers from briefings', suggested_prompts: [] },
    slash_commands: [command()],
    shortcuts: [shortcut()],
    ...features,
  },
  oauth_config: { scopes: { bot: other ?? scopes } },
  settings: {
    event_subscriptions: {
      bot_events: [
        'message.im',
        'app_mention',
        'app_home_opened',
        'app_uninstalled',
        'tokens_revoked',
      ],
    },
    interactivity: { is_enabled: true },
    org_deploy_enabled: false,
    socket_mode_enabled: true,
    token_rotation_enabled: false,
    ...settings,
  },
})

/** The same app without one scope. */
export const without = (scope: string, parts: Parts = {}): Json =>
  app({ ...parts, scopes: scopes.filter((one) => one !== scope) })

/** The same app with one scope more. */
export const withScope = (scope: string): Json => app({ scopes: [...scopes, scope] })

export const url = 'https://sitrep.test/slack/events'

/** The same app in HTTP mode. */
export const http = ({ settings, features, ...parts }: Parts = {}): Json =>
  app({
    ...parts,
    features: { slash_commands: [command({ url })], ...features },
    settings: {
      socket_mode_enabled: false,
      event_subscriptions: { request_url: url, bot_events: ['app_mention'] },
      interactivity: { is_enabled: true, request_url: url, message_menu_options_url: url },
      ...settings,
    },
  })
