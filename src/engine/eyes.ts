import type { Asker, ChatPlatform } from '#core/chat'
import type { ChannelFacts } from '#core/places'
import { limitOf } from '#core/room'
import type { Store } from '#core/store'
import type { Tlp } from '#core/tlp'
import { shared, type Viewer } from '#core/viewer'
import { usedBy } from './own.ts'

export type Parts = { store: Store; platform: ChatPlatform }

/** A channel as it stands at this moment: who may read there, and up to which label. */
export type Standing = { facts: ChannelFacts | undefined; clearance: Tlp }

export const standingOf = async (
  { store, platform }: Parts,
  { workspace, channel }: Pick<Asker, 'workspace' | 'channel'>,
): Promise<Standing> => {
  const facts = await platform.channelFacts(channel)
  if (facts === undefined || workspace === shared || facts.workspace !== workspace)
    return { facts: undefined, clearance: 'CLEAR' }
  return { facts, clearance: limitOf(facts, await store.rooms.limit(workspace, facts.room)) }
}

/** With these eyes the whole channel reads. */
export const channelViewer = ({ workspace, channel }: Asker, { clearance }: Standing): Viewer => ({
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
export const viewerAlone = async (parts: Parts, { person }: Asker): Promise<Viewer> => {
  const used = await usedBy(parts.store, person, parts.platform)
  const isMember = used !== undefined && (await parts.platform.isMember(used, person))
  return isMember
    ? { kind: 'person', workspace: used, person, clearance: await membersLimit(parts, used) }
    : { kind: 'person', workspace: shared, person, clearance: 'CLEAR' }
}

const membersLimit = async ({ store, platform }: Parts, workspace: string): Promise<Tlp> => {
  const set = await store.rooms.limit(workspace, '')
  return set ? limitOf(await platform.workspace(workspace), set) : 'CLEAR'
}
