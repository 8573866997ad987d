import type { Fault as DiscordFault } from '../support/discord/index.ts'
import type { Fault as SlackFault } from '../support/slack/index.ts'
import type { PlatformName } from './places.ts'
import type { World } from './world.ts'

/** What goes wrong between us and a platform, whichever it is. `after` is once it has taken the message. */
export type Trouble =
  | { kind: 'limited'; seconds: number; claims?: number; isGlobal?: boolean }
  | { kind: 'down'; status: 500 | 502 | 503; when: 'before' | 'after' }
  | { kind: 'reset' | 'hang'; when: 'before' | 'after' }
  /** It takes what it was asked so many milliseconds later, and then answers. */
  | { kind: 'late'; ms: number }
  | { kind: 'truncated' | 'forbidden' | 'gone' | 'invalid' | 'signed out' }
  /** It is too late to change a message, where a workspace has set a time for that. */
  | { kind: 'edit window closed' }
  /** It was sent before under this key, and has been deleted since; no platform but Discord can tell. */
  | { kind: 'removed' }

/** What is asked of a platform. */
export type Asked = 'post' | 'edit' | 'read'

const discordRoutes: Record<Asked, string> = {
  post: 'POST channels/:channel/messages',
  edit: 'PATCH channels/:channel/messages/:message',
  read: 'GET channels/:channel/messages',
}
const slackMethods: Record<Asked, string[]> = {
  post: ['chat.postMessage'],
  edit: ['chat.update'],
  read: ['conversations.history', 'conversations.replies'],
}

/** The next so many requests of a kind go wrong. */
export const befall = (
  { discord, slack }: Pick<World, PlatformName>,
  name: PlatformName,
  asked: Asked,
  trouble: Trouble,
  times = 1,
): void => {
  if (name === 'discord') discord.fail(discordRoutes[asked], { ...onDiscord(trouble), times })
  else slack.fail(slackMethods[asked], { ...onSlack(trouble), times })
}

/** How often it was asked so far. */
export const countOf = (
  { discord, slack }: Pick<World, PlatformName>,
  name: PlatformName,
  asked: Asked,
): number =>
  name === 'discord'
    ? discord.requests.filter(({ method, route }) => `${method} ${route}` === discordRoutes[asked])
        .length
    : slack.requests.filter(({ method }) => slackMethods[asked].includes(method)).length

export const onDiscord = (trouble: Trouble): DiscordFault => {
  switch (trouble.kind) {
    case 'limited': {
      const { seconds, claims, isGlobal = false } = trouble
      const told = claims === undefined ? {} : { wrongRetryAfter: claims }
      return { status: 429, retryAfter: seconds, global: isGlobal, ...told }
    }
    case 'down':
      return { status: trouble.status, when: trouble.when }
    case 'reset':
    case 'hang':
      return { instead: trouble.kind, when: trouble.when }
    case 'late':
      return { delay: trouble.ms }
    case 'truncated':
      return { instead: 'truncate' }
    case 'forbidden':
      return { status: 403, code: 50_013, message: 'Missing Permissions' }
    case 'gone':
      return { status: 404, code: 10_003, message: 'Unknown Channel' }
    case 'invalid':
      return { status: 400, code: 50_035, message: 'Invalid Form Body' }
    case 'edit window closed':
      throw new Error('Discord sets no time for that')
    case 'signed out':
      return { status: 401 }
    case 'removed':
      return { status: 404, code: 10_008, message: 'Unknown Message', when: 'after' }
    default:
      return trouble satisfies never
  }
}

export const onSlack = (trouble: Trouble): SlackFault => {
  switch (trouble.kind) {
    case 'limited': {
      const { seconds, claims } = trouble
      // Slack asks for whole seconds only.
      const told = claims === undefined ? {} : { claims: Math.round(claims) }
      return { status: 429, retryAfter: Math.ceil(seconds), ...told }
    }
    case 'down':
      return { status: trouble.status, when: trouble.when }
    case 'reset':
    case 'hang':
      return { instead: trouble.kind, when: trouble.when }
    case 'late':
      return { delay: trouble.ms }
    case 'truncated':
      return { instead: 'truncate' }
    case 'forbidden':
      return { error: 'restricted_action' }
    case 'gone':
      return { error: 'channel_not_found' }
    case 'invalid':
      return { error: 'invalid_blocks' }
    case 'edit window closed':
      return { error: 'edit_window_closed' }
    case 'signed out':
      return { error: 'invalid_auth' }
    case 'removed':
      throw new Error('Slack does not know a message again')
    default:
      return trouble satisfies never
  }
}
