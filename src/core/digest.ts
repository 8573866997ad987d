import type { Deed } from './audit.ts'
import type { Briefing } from './briefing.ts'
import type { Day, DayOrMonth } from './dates.ts'
import type { Page } from './read.ts'
import type { Ref } from './ref.ts'
import type { Reply } from './reply.ts'
import type { Schedule } from './schedule.ts'
import type { Tlp } from './tlp.ts'
import type { Viewer } from './viewer.ts'

/** Milliseconds since 1970 by the database's clock, which all processes share. */
export type Ms = number

export const digestForms = ['headlines', 'long'] as const
export type DigestForm = (typeof digestForms)[number]

/** A role or group that every edition calls; it is stored only once a manager has confirmed it. */
export type Mention = { id: string; text: string }

/** Why it rests: because somebody wished it, or because a platform refused what it posted. */
export type Pause = { by: 'hand' | 'fault'; why: string; until?: Day }

/** What may be changed about a digest. */
export type DigestTerms = {
  name: string
  schedule: Schedule
  zone: string
  /** Slugs, in the order in which editions show them; none for all topics. */
  topics: readonly string[]
  /** Whether an edition is posted that holds nothing new. */
  sendsEmpty: boolean
  form: DigestForm
  mention?: Mention
  /** Days, by its zone, on which it does not come. */
  skips: readonly Day[]
  pause?: Pause
}

/** The standing order of a channel, or of a person for their direct messages. */
export type Digest = DigestTerms & {
  /** What people may type for it: short, of lower-case letters and digits. */
  id: string
  platform: string
  /** The workspace of its channel; of a personal one the one that direct messages belong to, or `''`. */
  workspace: string
  /** Where it is posted. Of a personal one the person: direct messages are opened when it is sent. */
  target: string
  person?: string
  setBy: string
  created: Ms
  /** Counts up with each change, so that two at once are noticed. */
  version: number
  /** Arrivals up to this one came before it, and those up to `scanned` need no second look. */
  since: number
  scanned: number
  /** Up to here its slots are planned. */
  last: Ms
  isDeleted: boolean
}

export type NewDigest = Omit<
  Digest,
  'created' | 'version' | 'since' | 'scanned' | 'last' | 'isDeleted'
>

/** `open` until its first message is settled; then what became of that. */
export const editionStates = [
  'open',
  'sent',
  'unknown',
  'failed',
  'expired',
  'cancelled',
  'skipped',
] as const
export type EditionState = (typeof editionStates)[number]

/** Why an occurrence was skipped. */
export type Skip = 'coalesced' | 'stale' | 'nothing new' | 'by hand'

/** One occurrence of a digest. */
export type Edition = {
  id: string
  digest: string
  /** The local time that was asked for (schedule.ts); for one sent by hand, `now/` and the moment. */
  slot: string
  due: Ms
  state: EditionState
  why?: string
  /** What its heading says that it covers, once that is settled. */
  covers?: { from: Ms; to: Ms }
  /** Its messages that stand, of how many. */
  stands?: { sent: number; of: number }
  /** Where its first message stands. */
  posted?: { channel: string; message: string }
}

/** What a look at a digest came to: its occurrences since `last`, and when to look again. */
export type Plan = {
  digest: Digest
  /** In order; one without `skipped` is to be sent until `expires`. */
  occurrences: readonly {
    id: string
    slot: string
    due: Ms
    skipped?: Skip
    expires: Ms
    isLate: boolean
  }[]
  last: Ms
  /** Left as it is where it is not given: an edition sent by hand changes no schedule. */
  next?: Ms
}

/** A revision that an edition may show: what arrived, and the newest revision that was shown there before. */
export type Eligible = { briefing: Briefing; base: number }

export type EligibleWish = {
  viewer: Viewer
  digest: Pick<Digest, 'target' | 'topics' | 'since' | 'scanned'>
  /** Whose limit holds there; what arrived while it was lower is not shown after it was raised. */
  limit?: { workspace: string; channel: string }
  most: number
}

/** A date to come, as a briefing names it. */
export type Event = { date: DayOrMonth; title: string; ref: Ref; tlp: Tlp }

export type AheadWish = {
  viewer: Viewer
  topics: readonly string[]
  from: Day
  to: Day
  most: number
}

/** An edition that ought to have been told of as sent by now, with its digest. */
export type Unconfirmed = { edition: Edition; digest: Digest }

/** The store's part of digests. */
export type Digests = {
  /** Begins with what arrives from now on. */
  add(digest: NewDigest, deed?: Deed): Promise<Digest>
  find(id: string): Promise<Digest | undefined>
  /** Of a channel or a person, or all; the oldest first, without deleted ones. */
  list(of?: { platform: string; target: string }): Promise<Digest[]>
  /** Undefined where another change came first. With `replan`, its slots count from now on. */
  change(
    digest: Pick<Digest, 'id' | 'version'>,
    terms: Partial<DigestTerms> & { isDeleted?: boolean; unset?: readonly ('mention' | 'pause')[] },
    replan?: { next: Ms },
    deed?: Deed,
  ): Promise<Digest | undefined>
  /** Those whose next slot has come, the longest due first. */
  due(now: Ms, most: number): Promise<Digest[]>
  /** Writes occurrences down, with a delivery for each that is to be sent; one that is there stays as it is. */
  plan(plans: readonly Plan[]): Promise<void>
  /** Those whose next slot was computed with other time zone data than these; at most `most`. */
  computedOtherwise(tz: string, most: number): Promise<Digest[]>
  setNext(next: readonly { id: string; last: Ms; next: Ms }[], tz: string): Promise<void>
  /** Newest revisions that arrived since it began and that no sent message has shown there, as they came. */
  eligible(wish: EligibleWish): Promise<{ items: Eligible[]; upto: number }>
  ahead(wish: AheadWish): Promise<Event[]>
  /** When its latest edition that was sent says that it ends. */
  coveredUpTo(digest: string): Promise<Ms | undefined>
  edition(id: string): Promise<Edition | undefined>
  history(digest: string, page: { offset: number; limit: number }): Promise<Page<Edition>>
  /**
   * Due before this, open, unknown, failed or expired, and not told of in that state: first what has
   * ended, the newest first, then what is open, the oldest first.
   */
  unconfirmed(before: Ms, most: number): Promise<Unconfirmed[]>
  /** A manager has heard of it as it stands in this state; another state is news again. */
  told(edition: string, state: EditionState): Promise<void>
  /** A manager has seen whether it arrived: it counts as sent, or is composed anew and posted. */
  settleByHand(edition: string, arrived: boolean, deed?: Deed): Promise<Edition | undefined>
}

/** What a person may do with the digests of the channel they ask in, or with their own. */
export type Orders = {
  /** What people call the place: `#policy`, or `your direct messages`. */
  place: string
  isPersonal: boolean
  /** What the bot may not do there but must, in the platform's words. */
  missing: readonly string[]
  /** The label limit that holds there now. */
  limit: Tlp
  now: Ms
  list(): Promise<Digest[]>
  /** Also a deleted one, by its id. */
  find(id: string): Promise<Digest | undefined>
  add(terms: DigestTerms): Promise<Digest>
  /** Throws UserError where somebody else changed it meanwhile. */
  change(
    digest: Digest,
    terms: Partial<DigestTerms>,
    unset?: readonly ('mention' | 'pause')[],
  ): Promise<Digest>
  remove(digest: Digest): Promise<void>
  restore(digest: Digest): Promise<Digest>
  /** What an edition would hold at this moment. */
  preview(digest: Digest): Promise<Reply>
  /** Plans an edition for this moment; undefined where it would hold nothing. */
  sendNow(digest: Digest): Promise<Edition | undefined>
  history(digest: Digest, page: { offset: number; limit: number }): Promise<Page<Edition>>
  linkTo(edition: Edition): string | undefined
  /** The edition as it is now; undefined where it is none of this place, or is not in doubt. */
  settle(edition: string, arrived: boolean): Promise<Edition | undefined>
  /** The role or group that somebody names. Throws UserError. */
  mentionable(typed: string): Promise<Mention>
}

/** One message of an edition. `carries` is what counts as shown there by it; `reply.shows` may name more. */
export type EditionPart = { reply: Reply; carries: readonly Ref[] }
