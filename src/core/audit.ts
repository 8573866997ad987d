import type { Page } from './read.ts'
import type { Appointment, Writer } from './role.ts'
import type { Tlp } from './tlp.ts'
import type { Viewer } from './viewer.ts'

/** What is written down for good. The words are those that `/audit` and an export use. */
export const deedKinds = [
  'published',
  'corrected',
  'updated',
  'withdrew',
  'approved',
  'sent back',
  'looked at',
  'imported',
  'set a limit',
  'set a role',
  'named for duty',
  'made a digest',
  'changed a digest',
  'deleted a digest',
  'settled an edition',
  'looked up names',
  'changed a setting',
  'changed the topics',
] as const
export type DeedKind = (typeof deedKinds)[number]

/**
 * Something that somebody did which others answer for too. `about` is what it was done to, in a few
 * words that may stand wherever `tlp` may be seen; `briefing` is the id of the briefing it concerns.
 */
export type Deed = {
  workspace: string
  by: Writer
  kind: DeedKind
  about: string
  /** What else is to be known: from what to what, why, that it was done alone. */
  details?: string
  briefing?: { workspace: string; briefing: string }
  /** The label of what it concerns; none where that has none. */
  tlp?: Tlp
}

/** A deed as it stands in its workspace's chain. */
export type Entry = Deed & {
  /** Counts up from 1 in each workspace. */
  number: number
  /** An ISO instant, by the clock of the store. */
  at: string
  /** SHA-256 in hex over the entry and the hash before it. */
  hash: string
}

/** What verifying found: how many entries, where each chain ends, and one sentence for each fault. */
export type Verified = {
  entries: number
  ends: { workspace: string; number: number; hash: string }[]
  faults: string[]
}

/** The store's part of the audit. Entries are only ever added, each in the transaction of its deed. */
export type Audit = {
  /** For a deed that changes nothing in the store: it has no transaction of its own. */
  note(deed: Deed): Promise<void>
  /** Of the viewer's workspace, the newest first; an operator reads those of all. */
  list(viewer: Viewer, page: { offset: number; limit: number }): Promise<Page<Entry>>
  verify(): Promise<Verified>
}

/** The store's part of roles. */
export type Roles = {
  appointment(workspace: string, person: string): Promise<Appointment | undefined>
  /** Everybody who has one there, by name. */
  appointments(workspace: string): Promise<Appointment[]>
  /** A reader who is not on duty has none. */
  appoint(appointment: Appointment, deed: Deed): Promise<void>
}
