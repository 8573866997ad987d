import { UserError } from '../errors.ts'
import { code } from '../reply.ts'
import { shortened } from '../words.ts'
import { isCron, readCron } from './cron.ts'
import { fires, longestOf, settled } from './days.ts'
import { intervalOf } from './interval.ts'
import { monthNames, ordinal } from './names.ts'
import { saySchedule, stepOf } from './say.ts'
import { sayCron } from './say-cron.ts'
import type { Reading, Schedule } from './shape.ts'
import { readWords } from './words.ts'

/** The longest that `saySchedule` says is shorter. */
const longest = 2_000

const leastMinutes = 15

/**
 * Reads `weekdays 08:00`, `daily at 7.30 and 6pm`, `mon, wed and fri 09:00`, `monthly on the last day
 * 08:00`, `1 July 08:00`, `weekdays every 2 hours from 8 to 18`, or five fields of cron. Throws
 * UserError, which names the nearest schedule there is, for what cannot be, never comes, or comes
 * more often than every 15 minutes.
 */
export const parseSchedule = (typed: string): Schedule => {
  const text = tidy(typed)
  const { draft, faults } =
    text.length > longest ? unread : (isCron(text) ? readCron : readWords)(text)
  if (draft.times.length === 0) throw unreadable(typed)
  const schedule = settled(draft)
  const fault = [...faults, ...faultsOf(schedule)][0]
  if (fault === undefined) return schedule
  throw new UserError(`${fault} Write `, code(saySchedule(mended(schedule))), ' instead.')
}

const unread: Reading = { draft: { times: [] }, faults: [] }

const tidy = (typed: string): string =>
  typed.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

const unreadable = (typed: string): UserError =>
  new UserError(
    `I cannot read "${shortened(typed)}" as a time to send at. Write it like `,
    ...['weekdays 08:00', 'mondays and thursdays 9:00', 'monthly 1 08:00'].flatMap((form) => [
      code(form),
      ', ',
    ]),
    code('every 2 hours'),
    ' or, as cron, ',
    code('0 8 * * 1-5'),
    '.',
  )

const minutesOf = (schedule: Schedule): number => intervalOf(schedule).total('minutes')

const faultsOf = (schedule: Schedule): string[] => [
  ...(fires(schedule) ? [] : [sayNever(schedule)]),
  ...(minutesOf(schedule) < leastMinutes ? [`I send at most every ${leastMinutes} minutes.`] : []),
]

const sayNever = ({ days = [], months = [] }: Schedule): string => {
  const names = months.map((month) => monthNames[month - 1]).join(' and ')
  const first = days.find((day) => day !== 'last') ?? 0
  return `That never comes: ${names} ${months.length > 1 ? 'have' : 'has'} no ${ordinal(first)}, the longest ends with the ${ordinal(longestOf(months))}.`
}

const mended = (schedule: Schedule): Schedule => {
  const coming: Schedule = fires(schedule) ? schedule : { ...schedule, days: ['last'] }
  const { interval, ...fixed } = { ...coming, times: thinned(coming) }
  const isSaid = fixed.times.length > 1 && (stepOf(fixed.times) || sayCron(fixed))
  return interval && isSaid ? { ...fixed, interval } : fixed
}

/** Without the times that come too soon after another, the next day's first one too. */
const thinned = (schedule: Schedule): readonly number[] => {
  if (minutesOf(schedule) >= leastMinutes) return schedule.times
  if (schedule.interval && !stepOf(schedule.times)) return thinnedHours(schedule.times)
  const times = apart(schedule.times)
  return minutesOf({ ...schedule, times }) < leastMinutes ? times.slice(0, -1) : times
}

/** The same minutes are left of every hour, so that one line of cron still says them. */
const thinnedHours = (times: readonly number[]): number[] => {
  const minutes = apart([...new Set(times.map((time) => time % 60))].sort((a, b) => a - b))
  const [first = 0] = minutes
  const kept = minutes.filter((minute) => minute === first || first + 60 - minute >= leastMinutes)
  return times.filter((time) => kept.includes(time % 60))
}

const apart = (times: readonly number[]): number[] => {
  const kept: number[] = []
  for (const time of times)
    if (time - (kept.at(-1) ?? Number.NEGATIVE_INFINITY) >= leastMinutes) kept.push(time)
  return kept
}
