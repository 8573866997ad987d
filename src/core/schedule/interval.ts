import { dayMinutes } from './names.ts'
import type { DayOfMonth, Schedule } from './shape.ts'

/** The shortest time between two slots by the calendar, whole minutes; summer time is not counted. */
export const intervalOf = (schedule: Schedule): Temporal.Duration => {
  const { times } = schedule
  const overnight = daysBetween(schedule) * dayMinutes + (times[0] ?? 0) - (times.at(-1) ?? 0)
  return Temporal.Duration.from({ minutes: least([overnight, ...steps(times)]) })
}

const least = (numbers: readonly number[]): number => Math.min(...numbers)

const steps = (numbers: readonly number[]): number[] =>
  numbers.slice(1).map((number, at) => number - numbers[at]!)

const daysBetween = ({ days, weekdays, months }: Schedule): number => {
  // In some year any date is the day after any weekday.
  if (days && weekdays) return 1
  if (weekdays) return least(steps([...weekdays, (weekdays[0] ?? 0) + 7]))
  if (days) return least([leapYears, ...steps(daysIn(days, months))])
  return 1
}

/** From one 29 February to the next. */
const leapYears = 4 * 365 + 1

/** A common year, a leap year and a common year hold every other distance between two dates. */
const threeYears = Array.from({ length: 36 }, (_, at) => {
  const first = Temporal.PlainDate.from({ year: 2023, month: 1, day: 1 })
  const { month, daysInMonth } = first.add({ months: at })
  return { month, length: daysInMonth, before: first.until(first.add({ months: at })).days }
})

/** Days of the three years, counted from their first. */
const daysIn = (days: readonly DayOfMonth[], months: Schedule['months']): number[] =>
  threeYears
    .filter(({ month }) => months?.includes(month) ?? true)
    .flatMap(({ length, before }) => {
      const named = new Set(days.map((day) => (day === 'last' ? length : day)))
      return [...named].filter((day) => day <= length).map((day) => before + day)
    })
