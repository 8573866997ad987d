import type { Generated } from 'kysely'
import type { DeedKind } from '#core/audit'
import type { Briefing } from '#core/briefing'
import type { DraftKind, DraftState } from '#core/draft'
import type { KeptQuestion, RequestState } from '#core/question'
import type { Fields } from '#core/rank'
import type { Role } from '#core/role'
import type { Closed, Received } from '#core/room'
import type { Setting } from '#core/setting'
import type { Tlp } from '#core/tlp'
import type { CorrectionSchema } from './corrections/schema.ts'
import type { DigestSchema } from './digests/schema.ts'
import type { OutboxSchema } from './outbox/schema.ts'

/**
 * An audience. A row of `briefing`, `revision`, `listing` and one search index belong to one wall, and
 * every read names the walls its viewer may look behind, so that nothing of the others, not even the
 * statistics of their words, can reach it.
 */
export type WallTable = {
  id: Generated<number>
  workspace: string
  /** Place of the label, CLEAR 0 to RED 4. */
  tlp: number
  /** The people of TLP:RED, as JSON; `[]` otherwise. */
  recipients: string
  /** The day from which it may be seen, for briefings dated ahead; `''` for at once. */
  opens: string
  /** Counts up with every change behind it, so that what was counted there can be kept until then. */
  version: number
}

export type BriefingTable = {
  seq: Generated<number>
  workspace: string
  id: string
  slug: string
  title_key: string
  wall: number
  revision: number
  hash: string
  origin: string
  withdrawn: number
  /** Row of the search index: the day of publication above, `seq` in the lower 24 bits. */
  search_key: number
}

/** What `revision.document` holds, as JSON. */
export type Document = Omit<Briefing, 'ref'>

export type RevisionTable = {
  workspace: string
  briefing: string
  revision: number
  wall: number
  slug: string
  document: string
  markdown: string
  hash: string
  origin: string
  arrived: string
  /** Whether its words were taken out; the hash is still that of what it said. */
  emptied: Generated<number>
}

/** A briefing's place in the lists of a topic, and under `''` in the list of everything. */
export type ListingTable = {
  workspace: string
  wall: number
  topic: string
  seq: number
  slug: string
  changed: string
  /** Null once it is withdrawn. */
  published: string | null
  /** The day of the newest correction or the withdrawal. */
  corrected: string | null
}

export type LimitTable = {
  workspace: string
  /** `''` for the direct messages of the workspace's members. */
  channel: string
  tlp: string
  set_by: string
  set_at: string
  /** Whether a manager has been told that anyone can read there. */
  found_open: Generated<number>
  /** Why outsiders could read there when it was set all the same. */
  accepts: string | null
  /** For each label, as JSON: what arrived up to there came while the limit was below it. */
  raised: Generated<string>
}

/** `text` is empty once it is closed; `files` is JSON, and null then. */
export type InboxTable = Omit<Received, 'isDirect' | 'files'> & {
  direct: number
  files: string | null
  state: Closed | 'open'
}

/** `topics` is JSON; `clearance` the place of a label, CLEAR 0 to RED 4; `at` in milliseconds. */
export type QuestionTable = Omit<KeptQuestion, 'topics' | 'verdict' | 'clearance' | 'at'> & {
  topics: string
  clearance: number
  verdict: KeptQuestion['verdict'] | null
  at: number
}

/**
 * `topics` is JSON; `at` in milliseconds. Whom to tell is null once they are forgotten; `owner`,
 * `briefing` and `revision` are what answers it.
 */
export type RequestTable = {
  id: string
  workspace: string
  text: string
  topics: string
  at: number
  name: string | null
  platform: string | null
  channel: string | null
  person: string | null
  state: RequestState
  taken_by: string | null
  taken_name: string | null
  /** A day. */
  due: string | null
  owner: string | null
  briefing: string | null
  revision: number | null
}

export type AppointmentTable = {
  workspace: string
  platform: string
  person: string
  name: string
  role: Role
  duty: number
  set_by: string
  set_at: string
}

/** `owner` and `briefing` are what it concerns; `hash` covers the row and the hash before it. */
export type AuditTable = {
  workspace: string
  number: number
  at: string
  platform: string
  person: string
  name: string
  kind: DeedKind
  about: string
  details: string | null
  owner: string | null
  briefing: string | null
  tlp: Tlp | null
  hash: string
}

/** `approver` and `published` are JSON; `owner`, `briefing` and `revision` are what it changes. */
export type DraftTable = {
  id: string
  workspace: string
  platform: string
  person: string
  name: string
  state: DraftState
  kind: DraftKind
  owner: string | null
  briefing: string | null
  revision: number | null
  markdown: string
  permission: string | null
  removes_words: number
  reviewer: string | null
  edited_by: string
  approver: string | null
  alone: number
  published: string | null
  published_at: string | null
  created: string
  changed: string
  version: number
  /** The answer that began it. */
  answer: string | null
}

export type Schema = CorrectionSchema & DigestSchema & OutboxSchema & BriefingSchema

type BriefingSchema = {
  wall: WallTable
  briefing: BriefingTable
  revision: RevisionTable
  /** Slugs, present and past. */
  name: { workspace: string; name: string; briefing: string }
  listing: ListingTable
  /** A row for each revision, in the order in which they came to be seen; `at` in milliseconds. */
  arrival: {
    seq: Generated<number>
    workspace: string
    briefing: string
    revision: number
    at: number
  }
  /** What the newest revision says will happen; nothing of withdrawn ones. `seq` is the briefing's. */
  event: { seq: number; date: string; title: string }
  /** How many briefings a topic has behind a wall, and under `''` how many there are. */
  tally: { workspace: string; wall: number; topic: string; size: number }
  /** What the ranker reads of a briefing (core/rank.ts), and the slug that settles a tie. */
  bag: { workspace: string; seq: number; slug: string; terms: string }
  /** What was put into the search index, which must be told it again to take it out. */
  indexed: { workspace: string; seq: number } & Fields
  topic: {
    workspace: string
    slug: string
    position: number
    name: string
    scope: string
    aliases: string
  }
  shown: {
    id: Generated<number>
    workspace: string
    platform: string
    channel: string | null
    person: string | null
    answer: string | null
    owner: string
    briefing: string
    revision: number
    command: string
    at: string
  }
  /** Answers that stand in messages of their own; `messages` and `document` are JSON. */
  sent: {
    answer: string
    workspace: string
    platform: string
    channel: string
    room: string
    /** Where nobody else sees them. */
    person: string | null
    messages: string
    document: string
    at: string
    /** How it came about; null of what was sent before that was noted. */
    occasion: Generated<string | null>
    /** The document as it was first sent, once it was corrected. */
    first: Generated<string | null>
    /** How many were in the room then; null where that is not known. */
    members: Generated<number | null>
  }
  label_limit: LimitTable
  used_workspace: { person: string; workspace: string }
  inbox: InboxTable
  question: QuestionTable
  request: RequestTable
  draft: DraftTable
  appointment: AppointmentTable
  audit: AuditTable
  /** What a manager has settled for a workspace. */
  setting: {
    workspace: string
    name: Setting['name']
    value: Setting['value']
    set_by: string
    set_at: string
  }
  /** Briefings that somebody used for work of their own; `owner` is the workspace of the briefing. */
  used: {
    workspace: string
    platform: string
    person: string
    owner: string
    briefing: string
    revision: number
    link: string | null
    at: string
  }
  /** How often somebody asked, or in a room, in a minute counted from 1970. */
  fair_use: { subject: string; minute: number; asked: number }
  /** What a button does, as JSON, under the key that it carries. */
  press: { key: string; workspace: Generated<string>; invoked: string; at: string }
}
