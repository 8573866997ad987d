import type { Asker } from '#core/chat'
import { type Tlp, tlps } from '#core/tlp'
import type { Eyes } from './oracle.ts'

/**
 * Those who ask: `manages` and `joined` are workspaces; who edits everywhere is in `editors`. What somebody
 * saw elsewhere is their own to know, so the last two never are where a world is compared with another.
 */
export const people = [
  { person: 'discord:1', name: 'Ada', manages: ['team'], joined: ['team'] },
  { person: 'discord:2', name: 'Ben', manages: [], joined: ['team', 'other'] },
  { person: 'discord:3', name: 'Cy', manages: [], joined: ['team', 'other'] },
  { person: 'discord:4', name: 'Dee', manages: ['other'], joined: ['other'] },
  { person: 'discord:5', name: 'Eve', manages: ['team', 'other'], joined: ['team', 'other'] },
  { person: 'discord:6', name: 'Fay', manages: [], joined: ['other', 'team'] },
] as const
const elsewhere = ['discord:5', 'discord:6']
export type Person = (typeof people)[number]
export const editors = ['discord:2', 'discord:6']

export const workspaces = ['team', 'other'] as const
export const channels = [
  { id: 'policy', workspace: 'team' },
  { id: 'desk', workspace: 'team' },
  { id: 'lounge', workspace: 'other' },
] as const
export type Channel = (typeof channels)[number]['id']

/** Somewhere to ask: a channel, or alone with the bot. */
export type Spot = Channel | 'alone'

/** Up to which label each channel may see, and each workspace's members alone, to begin with. */
export type Limits = Record<Channel | `members of ${(typeof workspaces)[number]}`, Tlp>

export type Workspace = (typeof workspaces)[number]

export const workspaceOf = (channel: Channel): Workspace =>
  channels.find(({ id }) => id === channel)?.workspace ?? 'team'

/** Who may be in a channel; alone with the bot, anybody. */
export const peopleIn = (spot: Spot): readonly Person[] =>
  people.filter(
    ({ joined }) => spot === 'alone' || (joined as readonly string[]).includes(workspaceOf(spot)),
  )

/** Who takes a step: some where the observer is, others elsewhere. */
export const actingIn = (spot: Spot, observer: Audience): readonly Person[] =>
  peopleIn(spot).filter(({ person }) => {
    if (observer.channel === undefined) return (spot === 'alone') === (person === observer.person)
    return elsewhere.includes(person) !== (spot === observer.channel)
  })

export const askerAt = (spot: Spot, { person, name, manages }: Person): Asker => {
  const isDirect = spot === 'alone'
  const workspace = isDirect ? '' : workspaceOf(spot)
  return {
    ...{ workspace, person, name, isDirect, mayPost: true },
    channel: isDirect ? `dm/${person}` : spot,
    manages: (manages as readonly string[]).includes(workspace),
  }
}

/** Where something comes to be read: in a channel by all, by one there, or by one alone with the bot. */
export type Audience = { channel: Channel; person?: string } | { channel?: never; person: string }

export const lower = (a: Tlp, b: Tlp): Tlp => (tlps.indexOf(a) < tlps.indexOf(b) ? a : b)

/** RED reaches those it names, and no room's limit reaches it. */
export const heldAt = (tlp: Tlp): Tlp => lower(tlp, 'AMBER+STRICT')

/** All eyes that an audience may come to have, where no limit is raised. */
export const eyesOf = ({ channel, person }: Audience, limits: Limits, day: string): Eyes[] => {
  if (channel !== undefined) {
    const clearance = heldAt(limits[channel])
    return [{ workspace: workspaceOf(channel), clearance, day }]
  }
  const { joined } = people.find((one) => one.person === person) ?? { joined: [] }
  return [
    { workspace: '', clearance: 'CLEAR', person, day },
    ...joined.map((workspace) => ({
      ...{ workspace, person, day },
      clearance: heldAt(limits[`members of ${workspace}`]),
    })),
  ]
}
