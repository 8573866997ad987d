import { createHash } from 'node:crypto'
import type { webApi } from '@slack/bolt'
import type { ChannelFacts } from '#core/places'
import { counted } from '#core/show'
import { addressOf, isDm, rootOf } from './address.ts'
import { outcomeOf } from './failure.ts'
import { type People, unreadable } from './people.ts'
import { remember } from './remember.ts'
import type { Team, Teams } from './teams.ts'

type Channel = NonNullable<webApi.ConversationsInfoResponse['channel']>

/** What is known of a channel, and who there may let whom post. */
export type Known = { facts: ChannelFacts; posters?: Posters | undefined }

/** Where a channel is for some to write in: they, and perhaps whoever administers the workspace. */
export type Posters = { users: readonly string[]; admins: boolean }

/** One answer and the parts it is sent in, so that they need not ask again; in milliseconds. */
const freshMs = 5_000
/** For this long, what was read holds while Slack asks to wait. */
const recentMs = 60_000

export type Facts = ReturnType<typeof createFacts>

/** Who can be in a channel: asked of Slack afresh, but for a moment. */
export const createFacts = (
  teams: Teams,
  people: People,
  hear: () => Promise<void> = async () => undefined,
) => {
  const known = remember<Known | undefined>(freshMs)
  const members = remember<readonly string[] | undefined>(freshMs)
  const inside = (team: Team, id: string) =>
    members.get(`${team.workspace}/${id}`, () => membersOf(team, id))

  const read = async (channel: string): Promise<Known | undefined> => {
    const { workspace, channel: id } = addressOf(channel)
    const team = await teams.at(workspace)
    const found = team && (await infoOf(team, id))
    if (!team || !found) return undefined
    const name = `#${found.name}`
    const room = rootOf(channel)
    const posters = postersOf(found)
    return {
      facts: {
        workspace,
        name,
        room,
        roomName: name,
        ...(await openness(team, found, people, inside)),
        ...(found.num_members !== undefined && { members: found.num_members }),
        missing: missingIn(found, team),
      },
      ...(posters && { posters }),
    }
  }
  /** What was read last, for while Slack asks to wait: it answers some fifty times a minute. */
  const last = new Map<string, { found: Known | undefined; at: number }>()
  const paused = new Map<string, number>()

  const ask = async (room: string): Promise<Known | undefined> => {
    const found = await known.get(room, () => read(room))
    last.set(room, { found, at: performance.now() })
    return found
  }
  /** Undefined for direct messages, and for what Slack does not let the app read. */
  const at = async (channel: string): Promise<Known | undefined> => {
    if (isDm(channel)) return undefined
    await hear()
    const room = rootOf(channel)
    const { workspace } = addressOf(room)
    const before = last.get(room)
    const isRecent = before !== undefined && performance.now() - before.at < recentMs
    if (isRecent && performance.now() < (paused.get(workspace) ?? 0)) return before.found
    try {
      return await ask(room)
    } catch (error) {
      const outcome = outcomeOf(error)
      if (outcome.kind !== 'later') return undefined
      const left = outcome.at.since(Temporal.Now.instant()).total('milliseconds')
      paused.set(workspace, performance.now() + left)
      return isRecent ? before.found : undefined
    }
  }

  return {
    at,
    /** Whether somebody is in a channel; not so where that cannot be read. */
    async holds(channel: string, user: string): Promise<boolean> {
      const { workspace, channel: id } = addressOf(channel)
      const team = await teams.at(workspace).catch(() => undefined)
      return (team && (await inside(team, id)))?.includes(user) ?? false
    },
    forget(workspace: string, channel = '') {
      known.forget(`${workspace}/${channel}`)
      for (const room of last.keys())
        if (room.startsWith(`${workspace}/${channel}`)) last.delete(room)
      members.forget(`${workspace}/${channel}`)
    },
  }
}

const infoOf = async ({ client }: Team, channel: string): Promise<Channel | undefined> => {
  const { channel: found } = await client.conversations.info({ channel, include_num_members: true })
  return found?.is_im || found?.is_mpim || !found?.name ? undefined : found
}

const missingIn = ({ is_archived, is_member }: Channel, { bot }: Team): string[] => {
  if (is_archived) return ['the archived channel to be restored']
  return is_member ? [] : [`to be invited (type /invite @${bot.name})`]
}

/** Why outsiders read there, and which: others would be another sentence. */
type Openness = Pick<ChannelFacts, 'open' | 'isUnknown'>

const openness = async (
  team: Team,
  channel: Channel,
  people: People,
  members: (team: Team, id: string) => Promise<readonly string[] | undefined>,
): Promise<Openness> => {
  const shared = sharing(channel, team)
  if (shared !== undefined) return { open: shared }
  const guests = await people.guestsOf(team).catch(unlessLater)
  if (guests === undefined) return { open: unreadable, isUnknown: true }
  if (guests.size === 0) return {}
  const inside = await members(team, channel.id ?? '')
  if (inside === undefined) return { open: 'who is in it cannot be read', isUnknown: true }
  const names = inside.flatMap((user) => guests.get(user) ?? [])
  if (names.length === 0) return {}
  return { open: `${counted(names.length, 'guest')} can read it: ${listed(names)}` }
}

const sharing = (channel: Channel, { workspace }: Team): string | undefined => {
  const { connected_team_ids, shared_team_ids, pending_connected_team_ids } = channel
  const others = [...new Set([...(connected_team_ids ?? []), ...(shared_team_ids ?? [])])]
    .filter((id) => id !== workspace)
    .sort()
  if (channel.is_ext_shared) return `it is shared with another organisation${named(others)}`
  if (channel.is_pending_ext_shared)
    return `another organisation has been invited to it${named(pending_connected_team_ids ?? [])}`
  return channel.is_org_shared ? `it is shared with other workspaces${named(others)}` : undefined
}

const named = (teams: readonly string[]): string =>
  teams.length === 0 ? '' : ` (${teams.join(', ')})`

const mostNamed = 10
const and = new Intl.ListFormat('en-GB')

/** Names in order; of very many, the rest by a sign that changes when one of them does. */
const listed = (names: readonly string[]): string => {
  const sorted = [...names].sort()
  if (sorted.length <= mostNamed) return and.format(sorted)
  const sign = createHash('sha256').update(sorted.join('\n')).digest('hex').slice(0, 6)
  return `${sorted.slice(0, mostNamed).join(', ')} and ${sorted.length - mostNamed} more (list ${sign})`
}

/** https://docs.slack.dev/reference/methods/conversations.members */
const pageSize = 1_000
const mostPages = 10

const membersOf = async ({ client }: Team, channel: string): Promise<string[] | undefined> => {
  const members: string[] = []
  let cursor = ''
  for (let page = 0; page < mostPages; page += 1) {
    const found = await client.conversations
      .members({ channel, limit: pageSize, ...(cursor && { cursor }) })
      .catch(unlessLater)
    if (!found) return undefined
    members.push(...(found.members ?? []))
    cursor = found.response_metadata?.next_cursor ?? ''
    if (cursor === '') return members
  }
  return undefined
}

/** What cannot be read is not known; what Slack asks to wait with will be. */
const unlessLater = (error: unknown): undefined => {
  if (outcomeOf(error).kind === 'later') throw error
}

/** Slack says so of channels in which only some may post; its documentation does not. */
const postersOf = (channel: Channel): Posters | undefined => {
  const { posting_restricted_to: only } = (channel.properties ?? {}) as {
    posting_restricted_to?: { type?: string[]; user?: string[] }
  }
  return only && { users: only.user ?? [], admins: only.type?.includes('admin') ?? false }
}
