import { sayWeekday } from '#core/dates'
import type { Digest, DigestTerms, Edition, Ms } from '#core/digest'
import { aside, type Block, code, type Inline, list, paragraph } from '#core/reply'
import { cityOf, occurrences, type Schedule, saySchedule } from '#core/schedule'
import { dayIn, instant, startOf } from './days.ts'

type Standing = Pick<DigestTerms, 'schedule' | 'zone' | 'skips' | 'pause'>

/** `weekdays at 08:00 (Brussels)`; what only cron can say stands apart from the words around it. */
export const sayWhen = ({ schedule, zone }: Pick<Standing, 'schedule' | 'zone'>): Inline[] => {
  const said = saySchedule(schedule)
  const isCron = /^[\d*]/.test(said)
  return [isCron ? code(said) : said, ` (${cityOf(zone)})`]
}

/** `Monday 16 February 2026, 08:00` */
export const sayMoment = (at: Ms, zone: string): string => sayLocal(local(instant(at), zone))

const local = (at: Temporal.Instant, zone: string): Temporal.PlainDateTime =>
  at.toZonedDateTimeISO(zone).toPlainDateTime()

const sayLocal = (time: Temporal.PlainDateTime): string =>
  `${sayWeekday(time.toPlainDate().toString())}, ${time.toPlainTime().toString({ smallestUnit: 'minute' })}`

/** The time that was asked for; what was sent by hand has the time at which that was. */
export const sayEdition = ({ slot, due }: Pick<Edition, 'slot' | 'due'>, zone: string): string => {
  const [, asked, again] = slot.match(/^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(~2)?$/) ?? []
  if (asked === undefined) return `${sayMoment(due, zone)}, by hand`
  return `${sayLocal(Temporal.PlainDateTime.from(asked))}${again ? ', the second time' : ''}`
}

/** No date recurs more rarely than 29 February over a year such as 2100. */
const farHours = 25 * 366 * 24

/** The next times that an edition is sent; none for a digest that rests until somebody sees to it. */
export const comingTimes = (
  { schedule, zone, skips, pause }: Standing,
  now: Ms,
  count: number,
): Temporal.Instant[] => {
  if (pause && pause.until === undefined) return []
  const after = instant(
    pause?.until === undefined ? now : Math.max(now, startOf(pause.until, zone)),
  )
  return occurrences(schedule, zone, { after, until: after.add({ hours: farHours }) })
    .filter(({ slot, skipped }) => !skipped && !skips.includes(dayIn(slot)))
    .take(count)
    .map(({ at }) => at)
    .toArray()
}

const atOnce = 3

/** The next three times, in its zone; where the clock changes between them, each says by how much it is ahead. */
export const nextTimes = (digest: Standing, now: Ms): Block[] => {
  const { zone, schedule } = digest
  const times = comingTimes(digest, now, atOnce)
  if (times.length === 0) return []
  const offsets = times.map((at) => sayOffset(at.toZonedDateTimeISO(zone).offset))
  const isChanging = new Set(offsets).size > 1
  return [
    paragraph(`Next, ${cityOf(zone)} time:`),
    list(
      times.map((at, nth) => ({
        text: [`${sayLocal(local(at, zone))}${isChanging ? ` (${offsets[nth]})` : ''}`],
      })),
    ),
    ...eitherDay(schedule),
  ]
}

/** `UTC+1`, `UTC+5:30` */
const sayOffset = (offset: string): string =>
  `UTC${offset.replace(/^([+-])0?(\d+):(\d\d)$/, (_, sign, hours, minutes) => `${sign}${hours}${minutes === '00' ? '' : `:${minutes}`}`)}`

const eitherDay = ({ days, weekdays }: Schedule): Block[] =>
  days && weekdays
    ? [aside('It comes on every day that fits either: the day of the week, or that of the month.')]
    : []

/** When it comes next, or why it does not. */
export const sayNext = (digest: Digest, now: Ms): string => {
  const { pause, zone } = digest
  if (pause) return sayPause(pause)
  const [next] = comingTimes(digest, now, 1)
  return next ? `next ${sayMoment(next.epochMilliseconds, zone)}` : 'no time to come'
}

export const sayPause = ({ by, why, until }: NonNullable<Digest['pause']>): string => {
  if (by === 'fault') return `rests, because it could not be posted: ${why}`
  return until === undefined ? 'paused' : `paused until ${sayWeekday(until)}`
}
