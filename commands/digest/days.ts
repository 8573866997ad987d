import { type Day, dayOf, sayDate } from '#core/dates'
import type { DigestTerms, Ms } from '#core/digest'
import { occurrences } from '#core/schedule'

type Standing = Pick<DigestTerms, 'schedule' | 'zone' | 'skips'>

export const instant = (ms: Ms): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(ms)

export const startOf = (day: Day, zone: string): Ms =>
  Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds

/** `2026-02-16` of `2026-02-16T08:00` */
export const dayIn = (slot: string): Day => slot.slice(0, 10)

/** Slots on some days that are still to come. */
export const slotsOn = (
  { schedule, zone }: Pick<Standing, 'schedule' | 'zone'>,
  days: readonly Day[],
  now: Ms,
): { day: Day; at: Temporal.Instant }[] => {
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return []
  // A slot that the clock leaves out moves on, perhaps into the next day.
  const after = Math.max(now, startOf(first, zone) - 1)
  const until = Math.max(after, startOf(last, zone) + 2 * dayMs)
  return occurrences(schedule, zone, { after: instant(after), until: instant(until) })
    .filter(({ slot, skipped }) => !skipped && days.includes(dayIn(slot)))
    .map(({ slot, at }) => ({ day: dayIn(slot), at }))
    .toArray()
}

const dayMs = 24 * 3_600_000

/** `24 December 2026 to 2 January 2027 and 6 January 2027` */
export const sayDays = (days: readonly Day[]): string[] =>
  runs(days).map(([first, last]) => {
    if (first === last) return sayDate(first)
    const isOneMonth = first.slice(0, 7) === last.slice(0, 7)
    return `${isOneMonth ? Number(first.slice(8)) : sayDate(first)} to ${sayDate(last)}`
  })

/** First and last of days that follow one another. */
const runs = (days: readonly Day[]): [Day, Day][] => {
  const found: [Day, Day][] = []
  for (const day of days) {
    const run = found.at(-1)
    if (run && dayAfter(run[1]) === day) run[1] = day
    else found.push([day, day])
  }
  return found
}

export const dayAfter = (day: Day): Day => Temporal.PlainDate.from(day).add({ days: 1 }).toString()

/** Days that are not over by its zone. */
export const daysAhead = ({ skips, zone }: Pick<Standing, 'skips' | 'zone'>, now: Ms): Day[] => {
  const today = dayOf(instant(now), zone)
  return skips.filter((day) => day >= today)
}
