import { type Day, dayOf, readDay, sayDate } from './dates.ts'
import { UserError } from './errors.ts'
import { typed as asTyped } from './reply.ts'
import { shortened } from './words.ts'

type Here = { now: Temporal.Instant; zone: string }

/** Reads one day after today: `3 January`, `next monday`, `in 2 weeks`. Throws UserError for any other. */
export const parseUntil = async (typed: string, here: Here): Promise<Day> => {
  const today = dayOf(here.now, here.zone)
  const day = await dayIn(typed, here)
  if (day === today) throw new UserError(`${sayDate(day)} is today. Name a day to come.`)
  if (day < today) throw passed(day, today)
  return day
}

/** Reads a day by which something is done: today, or one to come. Throws UserError for any other. */
export const parseDue = async (typed: string, here: Here): Promise<Day> => {
  const today = dayOf(here.now, here.zone)
  const day = await dayIn(typed, here)
  if (day < today) throw passed(day, today)
  return day
}

/**
 * Reads days to come, today among them: `24 December to 2 January, 6 Jan`, `24-28 December`, `next week`.
 * `none` is no day at all. In order, each once. Throws UserError for any other text, and for days that
 * have passed.
 */
export const parseDays = async (typed: string, here: Here): Promise<Day[]> => {
  if (/^\s*(?:none|nothing|no days?)\s*$/i.test(typed)) return []
  const days: Day[] = []
  for (const span of withMonths(spansIn(typed))) days.push(...(await daysOf(span, here)))
  if (days.length > mostDays) throw tooMany()
  return [...new Set(days)].sort()
}

/** A longer holiday is rather a pause; and a range that ends in the wrong year is longer, too. */
const mostDays = 100

const tooMany = (): UserError =>
  new UserError(
    `That is more than ${mostDays} days. Pause it instead: `,
    asTyped('/digest pause until:"3 January"'),
  )

const passed = (day: Day, today: Day): UserError =>
  new UserError(`${sayDate(day)} has passed; today is ${sayDate(today)}. Name a day to come.`)

const dayIn = async (typed: string, here: Here): Promise<Day> => {
  const day = await readDay(typed, { ...here, lean: 'ahead' })
  if (day === undefined) throw unreadable(typed)
  return day
}

const unreadable = (typed: string): UserError =>
  new UserError(
    `I cannot read "${shortened(typed)}" as a date. Write it like 24 December, next Monday, 24 December to 2 January or 2026-12-24.`,
  )

/** One day, or the first and the last of several. */
type Span = { first: string; last?: string }

/** Where one span ends and the next begins; a comma before a year does not. */
const between = /\s*(?:[;\n]|,(?!\s*\d{4}(?![-/.\d]))|\band\b|&)\s*/iu
const through = /\s+(?:to|until|till|through|-)\s+|\s*[–—]\s*|(?<=^\d{1,2})-(?=\d{1,2} )/iu

const spansIn = (typed: string): Span[] => {
  const parts = typed.split(between).filter((part) => part.trim() !== '')
  if (parts.length === 0) throw unreadable(typed)
  if (parts.length > mostDays) throw tooMany()
  return parts.map((part) => {
    const [first = '', last, more] = part.trim().split(through)
    if (more !== undefined) throw unreadable(part)
    return { first, ...(last !== undefined && { last }) }
  })
}

const number = /^\d{1,2}(?:st|nd|rd|th)?$/i
const numberAndMonth = /^\d{1,2}(?:st|nd|rd|th)? (?<month>.+)$/i

/** `24, 25 and 31 December`: a number alone belongs to the month that follows. */
const withMonths = (spans: readonly Span[]): Span[] => {
  let month = ''
  const whole = (end: string): string => {
    if (number.test(end)) return `${end} ${month}`.trim()
    month = end.match(numberAndMonth)?.groups?.month ?? ''
    return end
  }
  const fromTheEnd = spans.toReversed().map(({ first, last }): Span => {
    const end = last === undefined ? {} : { last: whole(last) }
    return { first: whole(first), ...end }
  })
  return fromTheEnd.reverse()
}

const daysOf = async ({ first, last }: Span, here: Here): Promise<Day[]> => {
  const today = dayOf(here.now, here.zone)
  const [, which, unit] = first.match(/^(this|next) (week|month)$/i) ?? []
  const from = which?.toLowerCase() === 'this' ? today : await dayIn(first, here)
  if (from < today) throw passed(from, today)
  if (last !== undefined)
    return daysFrom(from, await dayIn(last, { ...here, now: noon(from, here) }))
  return daysFrom(from, unit === undefined ? from : endOf(unit.toLowerCase(), from))
}

/** Seen from the first day, 2 January after 24 December is next year's. */
const noon = (day: Day, { zone: timeZone }: Here): Temporal.Instant =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: '12:00' }).toInstant()

const endOf = (unit: string, day: Day): Day => {
  const date = Temporal.PlainDate.from(day)
  const end =
    unit === 'week' ? date.add({ days: 7 - date.dayOfWeek }) : date.with({ day: date.daysInMonth })
  return end.toString()
}

const daysFrom = (from: Day, to: Day): Day[] => {
  const first = Temporal.PlainDate.from(from)
  const { days } = first.until(Temporal.PlainDate.from(to))
  if (days < 0)
    throw new UserError(`${sayDate(to)} is before ${sayDate(from)}. Name the first day first.`)
  if (days >= mostDays) throw tooMany()
  return Array.from({ length: days + 1 }, (_, at) => first.add({ days: at }).toString())
}
