import type { Wire } from '../api/wire.ts'
import { appId, newId, newTs } from './ids.ts'
import type { Channel, Json, Team } from './records.ts'

/** Tells the app of something, where it is installed and was let hear of it. */
export type Tell = (team: Team, event: Json & { type: string }, channel?: Channel) => void

type Parts = { events: ReadonlySet<string>; wire: () => Wire }

export const createTell =
  ({ events, wire }: Parts): Tell =>
  (team, event, channel) => {
    const name = nameOf(event, channel)
    const scope = scopeOf(name)
    if (team.token === undefined || !events.has(name)) return
    if (scope !== undefined && !team.scopes.has(scope)) return
    void wire().tell({ kind: 'event', body: enveloped(team, event, channel) })
  }

const nameOf = ({ type }: { type: string }, channel: Channel | undefined): string =>
  type === 'message' ? `message.${kinds[channel?.kind ?? 'im']}` : type

const kinds = { public: 'channels', private: 'groups', im: 'im' }

/** What a bot must be granted to hear of something (docs.slack.dev/reference/events). */
const scopeOf = (name: string): string | undefined => {
  if (name.startsWith('message.')) return `${name.slice('message.'.length)}:history`
  if (name.startsWith('group_')) return 'groups:read'
  if (name.startsWith('channel_') || name.startsWith('member_')) return 'channels:read'
  return { app_mention: 'app_mentions:read', user_change: 'users:read' }[name]
}

const enveloped = (
  { id, bot }: Team,
  event: Json,
  channel: Channel | undefined,
): Json & { event_id: string } => ({
  token: 'verification',
  team_id: id,
  context_team_id: id,
  context_enterprise_id: null,
  api_app_id: appId,
  event: { event_ts: newTs(), ...event },
  type: 'event_callback',
  event_id: newId('Ev'),
  event_time: Math.floor(Date.now() / 1_000),
  authorizations: [
    {
      enterprise_id: null,
      team_id: id,
      user_id: bot.id,
      is_bot: true,
      is_enterprise_install: false,
    },
  ],
  is_ext_shared_channel: channel?.isExtShared ?? false,
  event_context: `4-${newId('')}`,
})
