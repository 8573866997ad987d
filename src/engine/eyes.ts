import type { Asker, ChannelFacts, ChatPlatform } from '#core/chat'
import { type Limit, limitOf } from '#core/room'
import type { Store } from '#core/store'
import type { Tlp } from '#core/tlp'
import { shared, type Viewer } from '#core/viewer'

export type Parts = { store: Store; platform: ChatPlatform }

/** A channel as it stands at this moment: who may read there, and up to which label. */
export type Standing = { facts: ChannelFacts | undefined; clearance: Tlp }

export const standingOf = async (
  { store, platform }: Parts,
  workspace: string,
  channel: string,
): Promise<Standing> => {
  const facts = await platform.channelFacts(channel)
  if (facts === undefined || workspace === shared || facts.workspace !== workspace)
    return { facts: undefined, clearance: 'CLEAR' }
  return { facts, clearance: limitOf(facts, await store.rooms.limit(workspace, facts.room)) }
}

/** With these eyes the whole channel reads. */
export const channelViewer = (asker: Asker, { clearance }: Standing): Viewer => ({
  kind: 'channel',
  workspace: asker.workspace,
  channel: asker.channel,
  clearance,
})

/** With these eyes a person reads alone: in a channel up to its limit, in direct messages as they chose. */
export const personViewer = async (parts: Parts, asker: Asker): Promise<Viewer> => {
  const { person } = asker
  if (!asker.isDirect) {
    const { clearance } = await standingOf(parts, asker.workspace, asker.channel)
    return { kind: 'person', workspace: asker.workspace, person, clearance }
  }
  const used = await parts.store.people.used(person)
  const member = used !== undefined && (await parts.platform.isMember(used, person))
  if (!member) return { kind: 'person', workspace: shared, person, clearance: 'CLEAR' }
  return { kind: 'person', workspace: used, person, clearance: await membersLimit(parts, used) }
}

const membersLimit = async ({ store, platform }: Parts, workspace: string): Promise<Tlp> => {
  const set: Limit | undefined = await store.rooms.limit(workspace, '')
  return set ? limitOf(await platform.workspace(workspace), set) : 'CLEAR'
}
