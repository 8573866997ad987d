import type { Briefing, Change } from '../briefing.ts'
import { dayOf, sayShortDate } from '../dates.ts'
import type { Ms } from '../digest.ts'
import { clipped } from '../edition/line.ts'
import { cityOf } from '../schedule.ts'
import type { Arrived } from './shift.ts'

/** Quotes of this length leave room for two lines in what `fit` keeps free in every message. */
const longest = { quote: 70, title: 60 } as const

/** `16 Feb 2026 09:12 (Brussels)` */
export const sayMoment = (at: Ms, zone: string): string => {
  const moment = Temporal.Instant.fromEpochMilliseconds(at)
  const time = moment.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })
  return `${sayShortDate(dayOf(moment, zone))} ${time} (${cityOf(zone)})`
}

/** What readers are told of since a revision, the oldest first; a withdrawal ends it. */
export const toldSince = ({ changes }: Pick<Briefing, 'changes'>, base: number): Change[] =>
  changes.filter(({ revision, kind }) => revision > base && kind !== 'editorial')

export type Said = {
  /** The revision that was shown. */
  base: number
  arrived: readonly Arrived[]
  zone: string
  /** How many lines, the newest; and how long a quote may be. */
  most: number
  quote?: number
  /** Whether other briefings are shown beside it, so that it must be named. */
  isNamed?: boolean
}

/** `Corrected 16 Feb 2026 09:12 (Brussels): was "five", is "four"`, a line for each of the newest changes. */
export const correctionLines = (now: Briefing, said: Said): string[] => {
  const { base, arrived, zone, most, quote = longest.quote, isNamed = false } = said
  const when = (revision: number): string => sayMoment(momentOf(arrived, revision), zone)
  const name = isNamed ? ` "${clipped(now.title, longest.title)}",` : ''
  const lines = toldSince(now, base).map(({ kind, revision, was, is }) => {
    const verb = kind === 'correction' ? 'Corrected' : 'Updated'
    return `${verb} ${when(revision)}:${name} was "${clipped(was, quote)}", is "${clipped(is, quote)}"`
  })
  const { withdrawn, ref } = now
  if (withdrawn && ref.revision > base)
    lines.push(`Withdrawn ${when(ref.revision)}: "${clipped(now.title, longest.title)}"`)
  return lines.slice(-most)
}

/** A change that came together with later ones came when those did. */
const momentOf = (arrived: readonly Arrived[], revision: number): Ms =>
  Math.min(...arrived.filter((one) => one.revision >= revision).map(({ at }) => at), latest)

const latest = 8_640_000_000_000_000

/** What stands in place of what was withdrawn. */
export const sayWithdrawn = ({ withdrawn }: Pick<Briefing, 'withdrawn'>): string =>
  withdrawn ? `Withdrawn ${sayShortDate(withdrawn.date)}: ${withdrawn.reason}` : ''
