import type { Briefing, Change } from './briefing.ts'
import type { Occasion } from './chat.ts'
import type { Arrived, Shift } from './corrected/shift.ts'
import type { DeliveryState, NewDelivery } from './delivery.ts'
import type { Ms } from './digest.ts'
import type { Precedence } from './precedence.ts'
import type { Ref } from './ref.ts'
import type { Reply } from './reply.ts'
import type { Viewer } from './viewer.ts'

/** What a revision is to those who have read the one before. */
export const correctionKinds = ['correction', 'update', 'withdrawn'] as const
export type CorrectionKind = (typeof correctionKinds)[number]

/** `planning` until every place that showed an older revision is known, `sending` until each has ended. */
export type CorrectionState = 'planning' | 'sending' | 'done'

/** A revision of which those hear who were shown an older one. */
export type Correction = {
  id: string
  ref: Ref
  /** The revision before it. */
  base: number
  kind: CorrectionKind
  isFlash: boolean
  /** Later than that of any before of the same briefing, so that they go out in order. */
  at: Ms
  state: CorrectionState
}
export type NewCorrection = Omit<Correction, 'at' | 'state'>

/** A revision as it arrived, as far as it matters for whether anybody is told. */
export type Arrival = {
  ref: Ref
  base: number
  changes: readonly Change[]
  isWithdrawn: boolean
  precedence: Precedence
}

/** What a revision is to readers; undefined where they are told nothing: the first, or an editorial one. */
export const kindOfArrival = ({
  ref,
  base,
  changes,
  isWithdrawn,
}: Arrival): CorrectionKind | undefined => {
  if (base === 0) return undefined
  if (isWithdrawn) return 'withdrawn'
  const made = changes.filter(({ revision }) => revision > base && revision <= ref.revision)
  return (['correction', 'update'] as const).find((kind) => made.some((one) => one.kind === kind))
}

/** An edit notifies nobody, so that what was wrong is told anew; what is merely new is not. */
export const isMaterial = (kind: CorrectionKind): boolean => kind !== 'update'

/** Where an older revision was shown. Without `answer` or `messages` nobody can change it any more. */
export type ShownAt = {
  /** Of the ledger. */
  line: number
  platform: string
  workspace: string
  answer?: string
  channel: string
  /** The channel whose limit holds there. */
  room: string
  /** Where one person alone was shown it. */
  person?: string
  /** Undefined where it stood in no message that lasts. */
  messages?: readonly string[]
  /** Whether that person wishes to be told. */
  watches: boolean
}

/** Which of what one place is sent, in the order in which it goes out; edits are counted by the ledger. */
export const correctionParts = { used: 0, post: 1, asked: 2, edits: 3 } as const

/** Somebody whose next reply has a correction on top. */
export type Owed = { platform: string; workspace: string; person: string }

/** What a page of places comes to: all of it, and how far that is, is written down at once. */
export type CorrectionPlan = {
  id: string
  deliveries: readonly NewDelivery[]
  owed: readonly Owed[]
  /** The ledger was looked at from here to there; `isWhole` where that is all of it. */
  looked?: { from: number; upto: number; isWhole: boolean }
}

/** A message, or several that one document became, with all that it shows of briefings. */
export type Copy = {
  channel: string
  messages: readonly string[]
  occasion: Occasion
  /** The document as it was first sent. */
  first: Reply
  shifts: readonly Shift[]
  zone: string
}

/** What a new post tells of: the briefing as it is now, if it may be seen there. */
export type News = {
  newest: Briefing | undefined
  arrived: readonly Arrived[]
  zone: string
  /** The newest revision that a post has told of there; 0 for none. */
  told: number
}

/** What became of one delivery of a correction; `asked` are people who wished to be told, `used` those who used it. */
export type CorrectionOutcome = {
  kind: 'edit' | 'post' | 'asked' | 'used'
  state: DeliveryState
  platform: string
  workspace: string
  channel: string
  message?: string
  isPersonal: boolean
  why?: string
}

/** What a correction has come to: numbers for its receipt, and what could not be done. */
export type Counts = {
  places: number
  changed: number
  posted: number
  /** People who wished to be told, and those who used it, as far as that reached them. */
  told: number
  used: number
  open: number
}

export type Outcomes = Counts & {
  owed: number
  /** Messages that could not be changed, and places where no new post could be made. */
  failed: readonly CorrectionOutcome[]
  unposted: readonly CorrectionOutcome[]
}

/** A correction that somebody is owed: the briefing, and the revision before it. */
export type OwedLine = { correction: string; ref: Ref; base: number }

/** Why an edit was dropped: a newer one of the same message shows all of it. */
export const superseded = 'a newer correction takes its place'
/** Why a post was dropped: an earlier one there has told of it. */
export const toldAlready = 'it has been told there already'

/** What somebody may wish to be told of. */
export type Watched = 'corrections' | 'requests'

/** The store's part of corrections. */
export type Corrections = {
  /** Revisions that have come since the last that was looked at. */
  arrived(most: number): Promise<{ from: number; upto: number; arrivals: Arrival[] }>
  /** False where another has looked at them meanwhile. */
  begin(
    look: { from: number; upto: number },
    corrections: readonly NewCorrection[],
  ): Promise<boolean>
  find(id: string): Promise<Correction | undefined>
  /** The corrections of a briefing, the newest first. */
  of(ref: Pick<Ref, 'workspace' | 'briefing'>): Promise<Correction[]>
  /** The first whose places are not all known. */
  planning(): Promise<Correction | undefined>
  /** Who used an older revision for work of their own. */
  users(id: string): Promise<Owed[]>
  places(id: string, most: number): Promise<{ from: number; upto: number; places: ShownAt[] }>
  /** What came to be shown in an older revision after its correction was planned. */
  late(
    most: number,
  ): Promise<{ upto: number; found: { correction: Correction; places: ShownAt[] }[] }>
  forgetLate(upto: number): Promise<void>
  /** Writes a page down; false where another has done so. */
  plan(plan: CorrectionPlan): Promise<boolean>
  /** A message as its readers may see it; undefined where it is no longer kept, or shows something else by now. */
  copy(viewer: Viewer, answer: string, message: string): Promise<Copy | undefined>
  channelOf(answer: string): Promise<string | undefined>
  /** What an edit that is known to have arrived has made of a message. */
  standing(answer: string, message: string): Promise<NewDelivery['body']>
  news(viewer: Viewer, ref: Ref, place: { platform: string; target: string }): Promise<News>
  outcomes(id: string): Promise<Outcomes>
  /** Those of which everything has ended, and whose owners have not all heard of what could not be done. */
  ended(most: number): Promise<Correction[]>
  /** For good: its counts stay when what was sent to people alone is no longer kept. */
  close(id: string, counts: Counts): Promise<void>
  owed(platform: string, person: string): Promise<OwedLine[]>
  settleOwed(platform: string, person: string, corrections: readonly string[]): Promise<void>
  watches(person: string, what: Watched): Promise<boolean>
  watch(watcher: Owed, what: Watched, isOn: boolean): Promise<void>
}
