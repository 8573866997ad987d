/**
 * Says when a schedule is due the slow way: by walking every real minute and comparing what the clock
 * of the zone shows with the fields of crontab(5), one by one. Shares nothing with the calculator.
 */

/** One minute that was walked, or one that the clock left out, which falls where it is moved to. */
type Minute = {
  local: Temporal.PlainDateTime
  at: number
  is: 'shown' | 'shown again' | 'left out'
  fields: readonly [minute: number, hour: number, day: number, month: number, weekday: number]
}

export type Asked = { crons: readonly string[]; interval?: boolean }

const minuteOf = (local: Temporal.PlainDateTime, at: number, is: Minute['is']): Minute => ({
  local,
  at,
  is,
  fields: [local.minute, local.hour, local.day, local.month, local.dayOfWeek % 7],
})

const isAfter = (one: Temporal.PlainDateTime, other: Temporal.PlainDateTime): boolean =>
  Temporal.PlainDateTime.compare(one, other) > 0

/** Every real minute from one instant to another, and those that the clock left out between them. */
export const walk = (zone: string, from: Temporal.Instant, to: Temporal.Instant): Minute[] => {
  const minutes: Minute[] = []
  let { offsetNanoseconds: offset } = from.toZonedDateTimeISO(zone)
  let highest = from.toZonedDateTimeISO(zone).toPlainDateTime().subtract({ minutes: 1 })
  for (let at = from.epochMilliseconds; at <= to.epochMilliseconds; at += 60_000) {
    const clock = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
    const local = clock.toPlainDateTime()
    if (clock.offsetNanoseconds > offset) minutes.push(...leftOut(highest, local, zone))
    const isNew = isAfter(local, highest)
    minutes.push(minuteOf(local, at, isNew ? 'shown' : 'shown again'))
    if (isNew) highest = local
    offset = clock.offsetNanoseconds
  }
  return minutes
}

/** What a clock that goes on from one time to another does not show. */
const leftOut = (
  shown: Temporal.PlainDateTime,
  next: Temporal.PlainDateTime,
  zone: string,
): Minute[] => {
  const missing: Minute[] = []
  let local = shown.add({ minutes: 1 })
  for (; isAfter(next, local); local = local.add({ minutes: 1 })) {
    const moved = local.toZonedDateTime(zone, { disambiguation: 'compatible' })
    missing.push(minuteOf(local, moved.epochMilliseconds, 'left out'))
  }
  return missing
}

const isPart = (part: string, value: number): boolean => {
  const [range = '', step = '1'] = part.split('/')
  const [first = '', last = first] = range === '*' ? ['0', '59'] : range.split('-')
  const from = Number(first)
  return value >= from && value <= Number(last) && (value - from) % Number(step) === 0
}

const values = Array.from({ length: 60 }, (_, value) => value)

const matcher = (cron: string): ((minute: Minute) => boolean) => {
  const fields = cron.split(' ').map((field) => {
    const parts = field.split(',')
    const listed = values.map((value) => parts.some((part) => isPart(part, value)))
    return { isAll: field === '*', listed, hasLast: parts.includes('L') }
  })
  const [minute, hour, day, month, weekday] = fields as [Field, Field, Field, Field, Field]
  return ({ fields: shown, local }) => {
    if (!minute.listed[shown[0]] || !hour.listed[shown[1]] || !month.listed[shown[3]]) return false
    const isDay = day.listed[shown[2]] || (day.hasLast && local.day === local.daysInMonth) || false
    const isWeekday = weekday.listed[shown[4]] ?? false
    return day.isAll || weekday.isAll ? isDay && isWeekday : isDay || isWeekday
  }
}

type Field = { isAll: boolean; listed: boolean[]; hasLast: boolean }

const known = new Map<string, (minute: Minute) => boolean>()

/** A line for each slot that is due after one instant and not after another, in order. */
export const expected = (
  minutes: readonly Minute[],
  { crons, interval = crons.some((cron) => /^\S*[*/]|^\S+ \S*[*/]/.test(cron)) }: Asked,
  after: Temporal.Instant,
  until: Temporal.Instant,
): string[] => {
  const matchers = crons.map((cron) => known.getOrInsertComputed(cron, matcher))
  const never = interval ? 'left out' : 'shown again'
  const [from, to] = [after.epochMilliseconds, until.epochMilliseconds]
  const due = minutes
    .filter((minute) => matchers.some((matches) => matches(minute)))
    .filter(({ is, at }) => is !== never && at > from && at <= to)
    .sort((a, b) => a.at - b.at || Temporal.PlainDateTime.compare(a.local, b.local))
  return due.map(({ local, at, is }, place) =>
    line(
      `${local.toString({ smallestUnit: 'minute' })}${is === 'shown again' ? '~2' : ''}`,
      at,
      due[place + 1]?.at === at ? 'coalesced' : undefined,
    ),
  )
}

/** The instant in milliseconds: half a million of them are compared as text. */
export const line = (slot: string, at: number, skipped?: string): string =>
  `${slot} at ${at}${skipped ? ` ${skipped}` : ''}`
