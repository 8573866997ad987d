import type { Command } from '#core/command'
import { usage } from '#core/usage'
import { joinOr } from '#core/words'

/** All that the bot's token is asked for (https://docs.slack.dev/reference/scopes). */
export const botScopes = [
  'commands',
  'chat:write',
  // To read what is written to it, and to begin a conversation with one person.
  'im:history',
  'im:write',
  'app_mentions:read',
  // To read a briefing that an editor sends as a file.
  'files:read',
  // To know who reads along.
  'users:read',
  'channels:read',
  'groups:read',
  // To look whether a message of its own arrived.
  'channels:history',
  'groups:history',
  // To know by its handle a group that an edition is to call.
  'usergroups:read',
  // For suggested questions, and for the agent view itself.
  'assistant:write',
] as const

/** What Slack tells of (https://docs.slack.dev/reference/events). */
const botEvents = [
  'message.im',
  'app_mention',
  'app_home_opened',
  'app_uninstalled',
  'tokens_revoked',
  'channel_shared',
  'channel_unshared',
  'member_joined_channel',
  'member_left_channel',
  'user_change',
] as const

/** Where Bolt's receiver listens. */
const path = '/slack/events'

/** Also typed without `/sitrep` before them: few, since a workspace's commands are shared by all its apps. */
const own = ['brief', 'ask', 'digest']

export type Manifest = ReturnType<typeof slackManifest>

/**
 * The app as Slack's settings take it, from the commands' definitions: for Socket Mode, or where Sitrep
 * can be reached at an https `url`, for HTTP (https://docs.slack.dev/reference/app-manifest).
 */
export const slackManifest = (commands: readonly Command[], { url }: { url?: string } = {}) => {
  const address = url === undefined ? undefined : `${url.replace(/\/+$/, '')}${path}`
  const asked = address === undefined ? {} : { request_url: address }
  const suggested = address === undefined ? {} : { message_menu_options_url: address }
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: { name, description },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: name, always_online: true },
      agent_view: { agent_description: description },
      slash_commands: slashCommands(commands).map((command) => ({
        ...command,
        should_escape: false,
        ...(address !== undefined && { url: address }),
      })),
      shortcuts: commands.flatMap(shortcut),
    },
    oauth_config: { scopes: { bot: botScopes } },
    settings: {
      event_subscriptions: { ...asked, bot_events: botEvents },
      interactivity: { is_enabled: true, ...asked, ...suggested },
      org_deploy_enabled: false,
      socket_mode_enabled: address === undefined,
      token_rotation_enabled: false,
    },
  }
}

const name = 'Sitrep'
const description = 'Sourced, dated briefings on European security, and answers from them'

type SlashCommand = { command: string; description: string; usage_hint?: string }

const slashCommands = (commands: readonly Command[]): SlashCommand[] => [
  {
    command: '/sitrep',
    description: 'Briefings, answers and settings: begin with one of these, or with nothing',
    usage_hint: commands.map((command) => command.name).join(' | '),
  },
  ...own.flatMap((first) => ownCommand(first, commands)),
]

const ownCommand = (first: string, commands: readonly Command[]): SlashCommand[] => {
  const family = commands.filter((one) => one.name.split(' ')[0] === first)
  if (family.length === 0) return []
  const alone = family.find((one) => one.name === first)
  const hint = alone
    ? usage(alone).slice(`/${first} `.length)
    : family.map((one) => one.name.slice(`${first} `.length)).join(' | ')
  const said = alone?.summary ?? `${first}: ${joinOr(hint.split(' | '))}`
  return [{ command: `/${first}`, description: said, ...(hint && { usage_hint: hint }) }]
}

/** Known again by the command that it runs. */
const shortcut = ({ name: command, summary, onMessage }: Command) =>
  onMessage
    ? [
        {
          type: 'message' as const,
          name: onMessage.label,
          callback_id: command,
          description: summary,
        },
      ]
    : []
