import { type Broken, broken, ours } from './broken.ts'
import type { Manifest } from './manifest-schema.ts'

type Place = readonly [path: string, url: string | undefined]

/** Socket Mode takes no address; without it Slack must be told each. */
export const brokenByMode = (app: Manifest): Broken[] => {
  const isSocket = app.settings?.socket_mode_enabled === true
  const places = placesOf(app)
  const menus = 'settings.interactivity.message_menu_options_url'
  const interactivity = app.settings?.interactivity
  const optionsUrl = interactivity?.message_menu_options_url
  if (isSocket)
    return [...places, [menus, optionsUrl] as const].flatMap(([path, url]) =>
      broken(url !== undefined, 'address in Socket Mode', path),
    )
  return [
    ...places.flatMap(([path, url]) => broken(url === undefined, 'no address in HTTP mode', path)),
    ...ours(
      interactivity?.is_enabled === true && optionsUrl === undefined,
      'no address for suggestions',
      menus,
    ),
  ]
}

const placesOf = ({ features, settings }: Manifest): Place[] => {
  const { event_subscriptions: events, interactivity } = settings ?? {}
  const commands = features?.slash_commands ?? []
  return [
    ...commands.map(({ url }, at): Place => [`features.slash_commands.${at}.url`, url]),
    ...(events?.bot_events?.length || events?.request_url
      ? [['settings.event_subscriptions.request_url', events.request_url] as const]
      : []),
    ...(interactivity?.is_enabled || interactivity?.request_url
      ? [['settings.interactivity.request_url', interactivity.request_url] as const]
      : []),
  ]
}
