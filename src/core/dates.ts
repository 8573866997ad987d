import { UserError } from './errors.ts'
import { shortened } from './words.ts'

/** A calendar day, `2026-11-22`. */
export type Day = string
/** A day or a month, `2026-11-22` or `2026-02`. */
export type DayOrMonth = string

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

const say = (date: DayOrMonth, monthLength: number): string => {
  const [year, month, day] = date.split('-').map(Number)
  const name = months[(month ?? 1) - 1]?.slice(0, monthLength)
  return day === undefined ? `${name} ${year}` : `${day} ${name} ${year}`
}

/** `22 November 2026`, or `February 2026` for a month. */
export const sayDate = (date: DayOrMonth): string => say(date, 9)

/** `22 Nov 2026`, or `Feb 2026` for a month. */
export const sayShortDate = (date: DayOrMonth): string => say(date, 3)

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** `Sunday 22 November 2026` */
export const sayWeekday = (day: Day): string =>
  `${weekdays[Temporal.PlainDate.from(day).dayOfWeek - 1]} ${sayDate(day)}`

/** The calendar day that an instant falls on in a time zone. */
export const dayOf = (now: Temporal.Instant, zone: string): Day =>
  now.toZonedDateTimeISO(zone).toPlainDate().toString()

/** The first moment of a day in a zone, in milliseconds since 1970; where the clock leaves out midnight, that is later. */
export const startOfDay = (day: Day, zone: string): number =>
  Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds

/** Whether the text is a day that exists (`2026-02-30` does not). */
export const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
  } catch {
    return false
  }
}

export const isDayOrMonth = (text: string): boolean =>
  isDay(text) || (/^\d{4}-\d{2}$/.test(text) && isDay(`${text}-01`))

const plainDay = (text: string): Day | undefined => {
  const [, day, name, year] = text.match(/^(\d{1,2}) (\p{L}+) (\d{4})$/u) ?? []
  const month = months.findIndex((full) => full.toLowerCase() === name?.toLowerCase()) + 1
  const iso = `${year}-${`${month}`.padStart(2, '0')}-${day?.padStart(2, '0')}`
  return isDay(iso) ? iso : undefined
}

/** Reads `22 November 2026` and nothing looser. */
export const parseFullDate = plainDay

/** Where a date lies that does not say: behind today, or ahead of it. */
export type Lean = 'back' | 'ahead'

const shift = (today: Day, by: Temporal.DurationLike, lean: Lean): Day => {
  const date = Temporal.PlainDate.from(today)
  return (lean === 'back' ? date.subtract(by) : date.add(by)).toString()
}

const units = { d: 'days', w: 'weeks', m: 'months' } as const

/** No date takes more, and the library's time grows with the square of the text. */
const longest = 60

/**
 * Reads the start of a span as people say it: `2 November`, `monday`, `last week`, `2026-02`, `7d`.
 * A date without a year is the latest such date that is not ahead of today.
 * Throws UserError when it is no date, or one in the future.
 */
export const parseSince = async (
  text: string,
  now: Temporal.Instant,
  zone: string,
): Promise<Day> => {
  const today = dayOf(now, zone)
  const day = await readDay(text, { now, zone, lean: 'back' })
  if (day === undefined)
    throw new UserError(
      `I cannot read "${shortened(text)}" as a date. Write it like 2 November 2026, last Monday, 3 days ago or 2026-11-02.`,
    )
  if (day > today)
    throw new UserError(
      `${sayDate(day)} is still to come; today is ${sayDate(today)}. Name a date that has passed.`,
    )
  return day
}

export type Said = { now: Temporal.Instant; zone: string; lean: Lean }

/** Reads a day as people say it; undefined for what is none. */
export const readDay = async (typed: string, said: Said): Promise<Day | undefined> => {
  const text = typed.trim().toLowerCase()
  if (text.length > longest) return undefined
  const { now, zone, lean } = said
  const today = dayOf(now, zone)
  if (isDay(text)) return text
  if (isDayOrMonth(text)) return `${text}-01`
  const [, count, unit] = text.match(/^(\d{1,4}) ?([dwm])$/) ?? []
  if (count && unit)
    return shift(today, { [units[unit as keyof typeof units]]: Number(count) }, lean)
  const span = text.match(/^(?:this|the) (week|month|year)$/)?.[1]
  if (span) return startOf(span, today)
  const coming = lean === 'ahead' ? text.match(/^next (week|month|year)$/)?.[1] : undefined
  if (coming) return shift(startOf(coming, today), { [`${coming}s`]: 1 }, lean)
  if (text === 'last night') return shift(today, { days: 1 }, 'back')
  return chronoDay(dayFirst(text), said)
}

const startOf = (span: string, today: Day): Day => {
  const date = Temporal.PlainDate.from(today)
  if (span === 'week') return date.subtract({ days: date.dayOfWeek - 1 }).toString()
  return (span === 'month' ? date.with({ day: 1 }) : date.with({ month: 1, day: 1 })).toString()
}

/** Without a year, "nov 26" is a day, which chrono reads as November 2026. */
const dayFirst = (text: string): string =>
  text.replace(/^(\p{L}{3,}) (\d{1,2})$/u, (whole, name: string, day: string) =>
    months.some((month) => month.toLowerCase().startsWith(name)) ? `${day} ${name}` : whole,
  )

/** The whole text must be the date: chrono also finds one inside other words, and invents one there. */
const chronoDay = async (text: string, { now, zone, lean }: Said): Promise<Day | undefined> => {
  // Loaded when first needed: reading dates is rare, and the library takes a while to load.
  const { GB } = await import('chrono-node/en')
  const local = now.toZonedDateTimeISO(zone)
  const reference = {
    instant: new Date(now.epochMilliseconds),
    timezone: local.offsetNanoseconds / 6e10,
  }
  const [found, second] = GB.parse(text, reference)
  if (!found || second || found.text.length < text.replace(/^(?:the|on) /, '').length)
    return undefined
  const { start } = found
  const year = start.get('year') ?? local.year
  if (year < 1 || year > 9999) return undefined
  const date = Temporal.PlainDate.from({
    year,
    month: start.get('month') ?? local.month,
    day: start.get('day') ?? 1,
  })
  const guessedYear = !start.isCertain('year') && start.isCertain('month')
  const guessedWeek =
    start.isCertain('weekday') && !start.isCertain('day') && !/\bnext\b/.test(text)
  const side = Temporal.PlainDate.compare(date, local.toPlainDate())
  const isAstray = lean === 'back' ? side > 0 : side < 0 && !/\blast\b/.test(text)
  if (isAstray && guessedYear) return yearOn(date, lean)
  if (isAstray && guessedWeek) return shift(date.toString(), { weeks: 1 }, lean)
  return date.toString()
}

/** 29 February has no such day in most years. */
const yearOn = (date: Temporal.PlainDate, lean: Lean): Day | undefined => {
  const other = shift(date.toString(), { years: 1 }, lean)
  return other.endsWith(date.toString().slice(-3)) ? other : undefined
}
