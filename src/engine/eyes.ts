import type { Asker, ChatPlatform } from '#core/chat'
import type { Holding } from '#core/delivery'
import type { ChannelFacts } from '#core/places'
import { type Limit, limitOf } from '#core/room'
import type { Store } from '#core/store'
import type { Tlp } from '#core/tlp'
import { shared, type Viewer } from '#core/viewer'
import { usedBy } from './own.ts'

export type Parts = { store: Store; platform: ChatPlatform }

/** A channel as it stands at this moment: who may read there, up to which label, and the limit that says so. */
export type Standing = { facts: ChannelFacts | undefined; clearance: Tlp; limit?: Limit }

export const standingOf = async (
  { store, platform }: Parts,
  { workspace, channel }: Pick<Asker, 'workspace' | 'channel'>,
): Promise<Standing> => {
  const facts = await platform.channelFacts(channel)
  if (facts === undefined || workspace === shared || facts.workspace !== workspace)
    return { facts: undefined, clearance: 'CLEAR' }
  const limit = await store.rooms.limit(workspace, facts.room)
  return { facts, clearance: limitOf(facts, limit), ...(limit && { limit }) }
}

/** With these eyes the whole channel reads. */
export const channelViewer = (
  { workspace, channel }: Pick<Asker, 'workspace' | 'channel'>,
  { clearance }: Pick<Standing, 'clearance'>,
): Viewer => ({
  kind: 'channel',
  workspace,
  channel,
  clearance,
})

/** With these eyes one person reads in a channel: as far as the channel may. */
export const viewerIn = ({ workspace, person }: Asker, { clearance }: Standing): Viewer => ({
  kind: 'person',
  workspace,
  person,
  clearance,
})

/** With these eyes a person reads in direct messages: what all may, or as a member of what they chose. */
export const viewerAlone = async (parts: Parts, asker: Pick<Asker, 'person'>): Promise<Viewer> =>
  (await eyesAlone(parts, asker)).viewer

/** Eyes to read with, and the limit that says how far they reach, as it was read; none where nothing can raise them. */
export type Eyes = { viewer: Viewer; limit?: NonNullable<Holding['limit']> }

const eyesAlone = async (
  { store, platform }: Parts,
  { person }: Pick<Asker, 'person'>,
): Promise<Eyes> => {
  const used = await usedBy(store, person, platform)
  const isMember = used !== undefined && (await platform.isMember(used, person))
  if (!isMember)
    return { viewer: { kind: 'person', workspace: shared, person, clearance: 'CLEAR' } }
  const seen = await store.rooms.limit(used, members)
  const clearance = seen ? limitOf(await platform.workspace(used), seen, 'RED') : 'CLEAR'
  return {
    viewer: { kind: 'person', workspace: used, person, clearance },
    limit: { workspace: used, channel: members, seen },
  }
}

/** Under this name stands the limit of members' direct messages. */
const members = ''

/** Where something is posted: a channel, or the direct messages with a person. */
export type Target = { workspace: string; target: string; person?: string }

/** With these eyes reads whoever may be where something is posted. */
export const eyesAt = async (
  parts: Parts,
  { workspace, target, person }: Target,
): Promise<Eyes & { facts?: ChannelFacts }> => {
  if (person !== undefined) return eyesAlone(parts, { person })
  const where = { workspace, channel: target }
  const { facts, limit: seen, clearance } = await standingOf(parts, where)
  const viewer = channelViewer(where, { clearance })
  if (!facts) return { viewer }
  return { viewer, facts, limit: { workspace, channel: facts.room, seen } }
}
