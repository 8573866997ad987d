import type { Audit, Deed, Roles } from './audit.ts'
import type { Briefing, Change, Content, Headline } from './briefing.ts'
import type { Corrections } from './correction.ts'
import type { Day } from './dates.ts'
import type { Outbox } from './delivery.ts'
import type { Digests } from './digest.ts'
import type { Drafts } from './draft.ts'
import type { FairUseStore } from './fair-use.ts'
import type { Leases } from './lease.ts'
import type { Query } from './query.ts'
import type { QuestionStore, RequestStore } from './question.ts'
import type { Bag, Counts } from './rank.ts'
import type { ReachStore } from './reach.ts'
import type { LatestWish, Page } from './read.ts'
import type { Ref } from './ref.ts'
import type { Expiry, Inbox, People, Presses, Rooms, Sent } from './room.ts'
import type { Settings } from './setting.ts'
import type { Tlp } from './tlp.ts'
import type { Topic, TopicCount } from './topics.ts'
import type { Uses } from './use.ts'
import type { Viewer } from './viewer.ts'

/** `key` finds the hit again in `briefings`; `bag` is what the ranker reads. */
export type Candidate = { key: number; published: Day; slug: string; bag: Bag }

/**
 * `total` counts every match; `rows` are the best by the engine's own score united with the newest.
 * All of it, counts too, comes from rows the viewer may see.
 */
export type Candidates = { total: number; rows: Candidate[]; counts: Counts }

export type CandidateWish = {
  query: Query
  topic?: string
  since?: Day
  /** How many by the engine's score, how many of the newest. */
  best: number
  newest: number
}

/** One revision on its way into the store. `markdown` is the file as it was written. */
export type Publication = {
  id: string
  content: Content
  revision: number
  markdown: string
  /** SHA-256 of the content, in hex; equal content has an equal hash however it is laid out. */
  hash: string
  origin: 'folder' | 'chat'
  /** When it first arrived, where an export says so; otherwise now. An ISO instant. */
  arrived?: string
  /** Its words were taken out: the content is what is left, the hash that of what it said. */
  isEmptied?: boolean
}

/** The newest revision of a briefing, as far as an import must know it. */
export type Standing = {
  id: string
  slug: string
  title: string
  revision: number
  hash: string
  origin: Publication['origin']
  changes: Change[]
  withdrawn: boolean
}

/** A line of the ledger: this revision was shown there then, as part of an answer (see `Sent`). */
export type Shown = {
  workspace: string
  platform: string
  channel?: string
  person?: string
  answer?: string
  briefing: string
  revision: number
  /** The workspace that owns the briefing. */
  owner: string
  command: string
  at: string
}

export type Revision = {
  ref: Ref
  slug: string
  tlp: Tlp
  markdown: string
  hash: string
  arrived: string
  origin: Publication['origin']
  isNewest: boolean
  isEmptied: boolean
}

/** A row of one of the tables that hold neither briefings nor the ledger, as it stands there. */
export type StoredRecord = { table: string; row: Record<string, string | number | null> }

/** Where a store is kept: a file on this machine, or PostgreSQL, which several processes may share. */
export type StorePlace =
  | { kind: 'sqlite'; file: string }
  | { kind: 'postgres'; url: string; size: number; statementTimeoutMs: number }

/**
 * What the bot needs of a store. Days count in the store's time zone; a briefing whose `published`
 * lies ahead is invisible until then. Every read takes a viewer and sees nothing beyond its clearance.
 * Faults of the database that someone can mend are `OperatorError`s, one line each.
 */
export type Store = {
  count(viewer: Viewer): Promise<{ briefings: number; tlp?: Tlp }>
  topics(viewer: Viewer): Promise<TopicCount[]>
  /** By id, slug, old slug or title (its case does not matter). */
  briefing(viewer: Viewer, name: string): Promise<Briefing | undefined>
  briefings(viewer: Viewer, keys: readonly number[]): Promise<Map<number, Briefing>>
  latest(viewer: Viewer, wish: LatestWish): Promise<Page<Headline>>
  candidates(viewer: Viewer, wish: CandidateWish): Promise<Candidates>
  titles(viewer: Viewer, query: Query, limit: number): Promise<Headline[]>
  /** For terms that no briefing within the viewer's walls holds: the nearest one that does, if near enough. */
  spellings(viewer: Viewer, terms: readonly string[]): Promise<Map<string, string>>
  /** Every revision the viewer may see (an operator those dated ahead too), of all briefings or of these ids, by workspace, id, revision. */
  revisions(viewer: Viewer, ids?: readonly string[]): AsyncIterable<Revision>
  /** The ledger, oldest first, for briefings the viewer may see. */
  shown(viewer: Viewer): AsyncIterable<Shown>

  /** For imports: what stands under each id, slug or old slug asked for; keyed by the name asked. */
  standing(workspace: string, names: readonly string[]): Promise<Map<string, Standing>>
  /** For imports: everything published from the folder that is not withdrawn. */
  fromFolder(workspace: string): Promise<Standing[]>
  /** All or none of the batch; a revision that exists already is an error, never overwritten. */
  publish(workspace: string, batch: readonly Publication[], deed?: Deed): Promise<void>
  /** Of one workspace alone, or those that all share. */
  topicsOf(workspace: string): Promise<Topic[]>
  setTopics(workspace: string, topics: readonly Topic[], deed?: Deed): Promise<void>
  recordShown(lines: readonly Shown[]): Promise<void>
  /** An answer stands in messages of its own now. */
  recordSent(sent: Sent): Promise<void>
  /** An answer that reached nobody after all. */
  takeBackShown(answer: string): Promise<void>

  rooms: Rooms
  inbox: Inbox
  people: People
  presses: Presses
  fairUse: FairUseStore
  questions: QuestionStore
  requests: RequestStore
  uses: Uses
  reach: ReachStore
  settings: Settings
  drafts: Drafts
  roles: Roles
  audit: Audit
  digests: Digests
  outbox: Outbox
  leases: Leases
  corrections: Corrections
  /** Drops what is older than it may be. */
  expire(expiry: Expiry): Promise<void>
  /** All settings and records beside briefings and the ledger, for export; and back again. */
  records(): AsyncIterable<StoredRecord>
  restore(records: readonly StoredRecord[]): Promise<void>

  backup(file: string): Promise<void>
  /** Reads the whole database; one sentence for each fault found. */
  check(): Promise<string[]>
  close(): Promise<void>
}
