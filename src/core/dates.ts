import { UserError } from './errors.ts'

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

/** The calendar day that an instant falls on in a time zone. */
export const dayOf = (now: Temporal.Instant, zone: string): Day =>
  now.toZonedDateTimeISO(zone).toPlainDate().toString()

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

const shift = (today: Day, back: Temporal.DurationLike): Day =>
  Temporal.PlainDate.from(today).subtract(back).toString()

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
  const typed = text.trim().toLowerCase()
  const day = typed.length > longest ? undefined : await readDay(typed, today, now, zone)
  if (day === undefined)
    throw new UserError(
      `I cannot read "${clip(text)}" as a date. Write it like 2 November 2026, last Monday, 3 days ago or 2026-11-02.`,
    )
  if (day > today)
    throw new UserError(
      `${sayDate(day)} is still to come; today is ${sayDate(today)}. Name a date that has passed.`,
    )
  return day
}

const clip = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)

const readDay = async (
  text: string,
  today: Day,
  now: Temporal.Instant,
  zone: string,
): Promise<Day | undefined> => {
  if (isDay(text)) return text
  if (isDayOrMonth(text)) return `${text}-01`
  const [, count, unit] = text.match(/^(\d{1,4}) ?([dwm])$/) ?? []
  if (count && unit) return shift(today, { [units[unit as keyof typeof units]]: Number(count) })
  const span = text.match(/^(?:this|the) (week|month|year)$/)?.[1]
  if (span) return startOf(span, today)
  if (text === 'last night') return shift(today, { days: 1 })
  return chronoDay(dayFirst(text), now, zone)
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
const chronoDay = async (
  text: string,
  now: Temporal.Instant,
  zone: string,
): Promise<Day | undefined> => {
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
  const isAhead = Temporal.PlainDate.compare(date, local.toPlainDate()) > 0
  if (isAhead && guessedYear) return yearBefore(date)
  if (isAhead && guessedWeek) return date.subtract({ weeks: 1 }).toString()
  return date.toString()
}

/** 29 February has no such day in most years. */
const yearBefore = (date: Temporal.PlainDate): Day | undefined => {
  const before = date.subtract({ years: 1 })
  return before.day === date.day ? before.toString() : undefined
}
