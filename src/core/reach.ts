import type { Briefing } from './briefing.ts'
import type { Ref } from './ref.ts'
import type { Tlp } from './tlp.ts'

/** A room in which a briefing was posted: how often, and when last. */
export type PostedIn = {
  room: string
  messages: number
  at: string
  /** How many were in it then, where the platform says. */
  members?: number
}

/** Somebody who was shown a briefing alone, and when last. */
export type ShownAlone = { person: string; at: string }

/** Of which briefing, in which of its workspaces; all of them where none is named. */
export type ReachOf = Omit<Ref, 'revision'> & { within?: string }

/** The store's part of it. Where something was posted, not who has read it. */
export type ReachStore = {
  rooms(of: ReachOf): Promise<PostedIn[]>
  alone(of: ReachOf): Promise<ShownAlone[]>
  /** How many said that they used it. */
  users(of: ReachOf): Promise<number>
}

export type Reach = {
  /** Rooms that the asker may see; `others` is how many there are beside them. */
  rooms: readonly (PostedIn & { name: string })[]
  others: number
  alone: number
  users: number
}

/** People under these labels are known to each other by name, or ought to be (house). */
export const namedLabels: readonly Tlp[] = ['RED', 'AMBER+STRICT']

/** Why names are looked up, in so many characters at least. */
export const shortestReason = 10

/** Where a briefing went, for those who edit it; handed to commands as part of `writing`. */
export type Reaching = {
  reach(briefing: Briefing): Promise<Reach>
  /** Who was shown it alone. Written down before it is told. Throws UserError where names are not given. */
  names(briefing: Briefing, reason: string): Promise<(ShownAlone & { name: string })[]>
  /** Whether names can be looked up in the workspace at all, and from now on. */
  givesNames(): Promise<boolean>
  giveNames(isOn: boolean): Promise<void>
}
