import { joinAnd } from '../words.ts'
import {
  dayMinutes,
  monthNames,
  ordinal,
  sayStep,
  sayTime,
  weekdayNames,
  weekend,
  workdays,
} from './names.ts'
import { sayCron } from './say-cron.ts'
import type { DayOfMonth, Schedule } from './shape.ts'

/** More times or dates than these are easier to read as cron. */
const mostListed = 6

/**
 * `weekdays at 08:00`, `every 2 hours`, `monthly on the 1st and last day at 08:00`; cron where words
 * would say less or go on for long. `parseSchedule` reads it back as the same schedule.
 */
export const saySchedule = (schedule: Schedule): string => {
  const { times, days = [], interval } = schedule
  const hasTimes = interval ? stepOf(times) !== undefined : times.length <= mostListed
  const hasWords = hasTimes && days.length <= mostListed
  return (hasWords ? undefined : sayCron(schedule)) ?? inWords(schedule)
}

const inWords = (schedule: Schedule): string => {
  const days = sayDays(schedule)
  if (!schedule.interval) return `${days || 'daily'} at ${joinAnd(schedule.times.map(sayTime))}`
  return `${days} ${sayInterval(schedule.times)}`.trim()
}

/** The distance of times that all have one; undefined for others, and for a single one. */
export const stepOf = (times: readonly number[]): number | undefined => {
  const [first = 0, second] = times
  const step = (second ?? first) - first
  return step > 0 && times.every((time, at) => time === first + at * step) ? step : undefined
}

const sayInterval = (times: readonly number[]): string => {
  const step = stepOf(times) ?? dayMinutes
  const [first = 0, last = 0] = [times[0], times.at(-1)]
  const range = `from ${sayTime(first)} to ${sayTime(last)}`
  return first === 0 && last + step === dayMinutes ? sayStep(step) : `${sayStep(step)} ${range}`
}

/** Nothing where every day matches. */
const sayDays = ({ days, weekdays, months }: Schedule): string => {
  const [day] = days ?? []
  const isDate = days?.length === 1 && day !== 'last' && months && !weekdays
  if (isDate) return `on ${joinAnd(months.map((month) => `${day} ${monthNames[month - 1]}`))}`
  const dates = days && `on the ${joinAnd(days.map(sayDay))}`
  const inMonths = months && `in ${joinAnd(months.map((month) => monthNames[month - 1] ?? ''))}`
  const prefix = dates && !weekdays && !months ? 'monthly' : undefined
  const either = [weekdays && sayWeekdays(weekdays), dates].filter(Boolean).join(' and ')
  return [prefix, either || (months && 'daily'), inMonths].filter(Boolean).join(' ')
}

const sayDay = (day: DayOfMonth): string => (day === 'last' ? 'last day' : ordinal(day))

const sayWeekdays = (weekdays: readonly number[]): string => {
  if (`${weekdays}` === `${workdays}`) return 'weekdays'
  if (`${weekdays}` === `${weekend}`) return 'weekends'
  return joinAnd(weekdays.map((weekday) => `${weekdayNames[weekday - 1]}s`))
}
