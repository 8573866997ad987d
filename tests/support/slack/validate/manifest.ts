import { type Broken, broken, brokenBySchema, ours, twice } from './broken.ts'
import { type Manifest, manifest } from './manifest-schema.ts'
import { brokenByMode } from './mode.ts'
import { botScopes, leastScopes, scopesOfEvents } from './scopes.ts'

/** What is wrong with an app's manifest; how its parts agree is looked at once each is sound. */
export const manifestFaults = (given: unknown): Broken[] => {
  const faults = brokenBySchema(manifest, given)
  if (faults.length > 0) return faults
  const app = given as Manifest
  return [
    ...brokenByScopes(app),
    ...brokenByEvents(app),
    ...brokenByCommands(app),
    ...brokenByViews(app),
    ...brokenByMode(app),
  ]
}

const scopesOf = ({ oauth_config: oauth }: Manifest): readonly string[] => oauth?.scopes?.bot ?? []
const atScope = (index: number): string => `oauth_config.scopes.bot.${index}`

/** A fault unless one of these scopes is asked for; none of them is needed when there are none. */
const lacking = (app: Manifest, needed: readonly string[], path: string): Broken[] => {
  const isGiven = needed.length === 0 || scopesOf(app).some((scope) => needed.includes(scope))
  return broken(!isGiven, `without ${needed.join(' or ')}`, path)
}

const brokenByScopes = (app: Manifest): Broken[] => {
  const scopes = scopesOf(app)
  return [
    ...twice(scopes, 'scope twice', atScope),
    ...scopes.flatMap((scope, at) =>
      broken(!botScopes.has(scope), 'no scope of a bot', atScope(at)),
    ),
    ...scopes.flatMap((scope, at) =>
      ours(botScopes.has(scope) && !leastScopes.has(scope), 'more than is needed', atScope(at)),
    ),
  ]
}

const brokenByEvents = (app: Manifest): Broken[] => {
  const events = app.settings?.event_subscriptions?.bot_events ?? []
  const path = 'settings.event_subscriptions.bot_events'
  const home = app.features?.app_home
  const isTold = home?.messages_tab_enabled && home.messages_tab_read_only_enabled === false
  return [
    ...twice(events, 'event twice', (at) => `${path}.${at}`),
    ...events.flatMap((event, at) => {
      const needed = scopesOfEvents[event]
      const where = `${path}.${at}`
      return needed ? lacking(app, needed, where) : broken(true, 'no event we know', where)
    }),
    ...broken(events.length > 0 && !app.features?.bot_user, 'events without a bot user', path),
    ...ours(
      events.includes('message.im') && !isTold,
      'nobody can write to it',
      'features.app_home',
    ),
  ]
}

/** Slack has these itself, and answers them before any app. */
const builtIn = new Set(
  'apps archive away call collapse dm dnd expand feed feedback invite join leave me msg mute open remind remove rename search shrug star status topic who'
    .split(' ')
    .map((name) => `/${name}`),
)

const brokenByCommands = (app: Manifest): Broken[] => {
  const { slash_commands: commands = [], shortcuts = [] } = app.features ?? {}
  const names = commands.map(({ command }) => command)
  const ids = shortcuts.map((shortcut) => shortcut.callback_id)
  const isHeard = app.settings?.interactivity?.is_enabled === true
  const path = 'features.slash_commands'
  return [
    ...(commands.length > 0 ? lacking(app, ['commands'], path) : []),
    ...(shortcuts.length > 0 ? lacking(app, ['commands'], 'features.shortcuts') : []),
    ...broken(shortcuts.length > 0 && !isHeard, 'without interactivity', 'features.shortcuts'),
    ...twice(names, 'command twice', (at) => `${path}.${at}.command`),
    ...twice(ids, 'callback_id twice', (at) => `features.shortcuts.${at}.callback_id`),
    ...names.flatMap((name, at) =>
      ours(builtIn.has(name), 'a command of Slack', `${path}.${at}.command`),
    ),
  ]
}

const brokenByViews = (app: Manifest): Broken[] => {
  const { agent_view: agent, assistant_view: assistant, bot_user: bot } = app.features ?? {}
  const scopes = scopesOf(app)
  return [
    ...broken(!!agent && !!assistant, 'beside agent_view', 'features.assistant_view'),
    ...(agent ? lacking(app, ['assistant:write'], 'features.agent_view') : []),
    ...(assistant ? lacking(app, ['assistant:write'], 'features.assistant_view') : []),
    ...broken(scopes.length > 0 && !bot, 'scopes without a bot user', 'features.bot_user'),
    ...ours(!!assistant, 'the legacy view', 'features.assistant_view'),
  ]
}
