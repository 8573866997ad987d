import type { Draft, Schedule } from './shape.ts'

const dayMs = 86_400_000
const minuteMs = 60_000

/** Milliseconds since 1970 as if the local clock showed UTC. */
export type LocalMs = number

/** All that match from `from` up to, not including, `to`, in order; whole months are passed over. */
export function* localTimes(schedule: Schedule, from: LocalMs, to: LocalMs): Generator<LocalMs> {
  if (from >= to) return
  for (const day of matchingDays(schedule, from, to))
    for (const minute of schedule.times) {
      const time = day + minute * minuteMs
      if (time >= to) return
      if (time >= from) yield time
    }
}

/** The midnights of the days that match, from the one that holds `from`. */
export function* matchingDays(schedule: Schedule, from: LocalMs, to: LocalMs): Generator<LocalMs> {
  const firstDay = Math.floor(from / dayMs) * dayMs
  let month = dateOf(from).with({ day: 1 })
  for (let start = midnightOf(month); start < to; start = midnightOf(month)) {
    if (schedule.months?.includes(month.month) ?? true)
      for (const day of daysIn(month, schedule)) {
        const midnight = start + (day - 1) * dayMs
        if (midnight >= firstDay) yield midnight
      }
    month = month.add({ months: monthsToNext(month.month, schedule.months) })
  }
}

const monthsToNext = (month: number, months?: readonly number[]): number =>
  months ? Math.min(...months.map((named) => ((named - month + 11) % 12) + 1)) : 1

const dateOf = (time: LocalMs): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO('UTC').toPlainDate()

const midnightOf = (date: Temporal.PlainDate): LocalMs =>
  date.toZonedDateTime('UTC').epochMilliseconds

const upTo = (most: number, from = 1): number[] =>
  Array.from({ length: most - from + 1 }, (_, at) => from + at)

const daysIn = (month: Temporal.PlainDate, { days, weekdays }: Schedule): number[] => {
  const { dayOfWeek, daysInMonth } = month
  const all = upTo(daysInMonth)
  if (!days && !weekdays) return all
  const isNamed = (day: number): boolean =>
    days?.some((one) => (one === 'last' ? daysInMonth : one) === day) ?? false
  const isWeekday = (day: number): boolean =>
    weekdays?.includes(((dayOfWeek + day - 2) % 7) + 1) ?? false
  return all.filter((day) => isNamed(day) || isWeekday(day))
}

/** In a leap year. */
const lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
export const longestOf = (months: readonly number[] = upTo(12)): number =>
  Math.max(...months.map((month) => lengths[month - 1] ?? 0))

/** Whether any date matches: 31 February never comes. */
export const fires = ({ days, weekdays, months }: Schedule): boolean =>
  weekdays !== undefined ||
  (days?.some((day) => day === 'last' || day <= longestOf(months)) ?? true)

const inOrder = (numbers: readonly number[]): number[] =>
  [...new Set(numbers)].sort((a, b) => a - b)

/** A list in order; nothing for one that is left out or names everything there is. */
const unlessAll = (most: number, numbers?: readonly number[]): number[] | undefined => {
  const named = inOrder(numbers ?? [])
  return named.length === 0 || named.length === most ? undefined : named
}

/** The same times always give the same schedule. */
export const settled = ({ times, days, weekdays, months, interval }: Draft): Schedule => {
  const inYear = unlessAll(12, months)
  return {
    times: inOrder(times),
    ...someDays(days, weekdays),
    ...(inYear && { months: inYear }),
    ...(interval && { interval }),
  }
}

const someDays = (
  days: Draft['days'] = [],
  weekdays: Draft['weekdays'] = [],
): Pick<Schedule, 'days' | 'weekdays'> => {
  const numbers = days.filter((day) => day !== 'last')
  const named = unlessAll(31, numbers)
  const inWeek = unlessAll(7, weekdays)
  // One that names every day is enough for every day to match, whatever the other says.
  if ((numbers.length > 0 && !named) || (weekdays.length > 0 && !inWeek)) return {}
  const last = days.includes('last') ? (['last'] as const) : []
  return {
    ...((named || last.length > 0) && { days: [...(named ?? []), ...last] }),
    ...(inWeek && { weekdays: inWeek }),
  }
}
