import { sayWeekday } from '../dates.ts'
import type { Ms } from '../digest.ts'
import type { Inline } from '../reply.ts'
import { cityOf } from '../schedule.ts'
import type { EditionFacts } from './facts.ts'
import { sayCounts, type Told } from './kind.ts'
import { clipped } from './line.ts'

type Headed = Pick<EditionFacts, 'digest' | 'covers' | 'isLate'>

const longestName = 100

/** `Morning briefing, Monday 16 February 2026: 1 correction, 4 new`, and whom it calls. */
export const sayHeadline = ({ digest, covers }: Headed, told: readonly Told[]): Inline[] => {
  const name = clipped(digest.name, longestName)
  const { mention } = digest
  return [
    `${name}, ${sayDay(local(covers.to, digest.zone))}: ${sayCounts(told)}`,
    ...(mention ? [' ', { kind: 'mention', ...mention } as const] : []),
  ]
}

/** `Covers Friday 13 February 08:00 to Monday 16 February 08:00 (Brussels)`. */
export const sayCovers = ({ digest: { zone }, covers, isLate }: Headed): string => {
  const [from, to] = [local(covers.from, zone), local(covers.to, zone)]
  const verb = isLate ? 'Delayed: covers' : 'Covers'
  return `${verb} ${sayMoment(from, to.year)} to ${sayMoment(to, to.year)} (${cityOf(zone)})`
}

export const local = (at: Ms, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)

const sayDay = (at: Temporal.ZonedDateTime): string => sayWeekday(at.toPlainDate().toString())

/** The headline has the year already, unless this is another. */
const sayMoment = (at: Temporal.ZonedDateTime, year: number): string => {
  const day = at.year === year ? withoutYear(sayDay(at)) : sayDay(at)
  return `${day} ${at.toPlainTime().toString({ smallestUnit: 'minute' })}`
}

export const withoutYear = (date: string): string => date.replace(/ \d+$/, '')
