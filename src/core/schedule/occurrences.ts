import { type LocalMs, localTimes } from './days.ts'
import type { Schedule } from './shape.ts'

/**
 * One time that a digest is due. `slot` is its name for good, the local date and time that were asked
 * for: `2026-02-16T08:00`, and `2026-10-25T02:00~2` where an interval comes by a second time. `at` is
 * when that is by the time zone data of today, which another version may tell otherwise.
 */
export type Occurrence = {
  slot: string
  at: Temporal.Instant
  /** `coalesced`: a later slot stands for this one. `stale`: it is too late to be of use. */
  skipped?: 'coalesced' | 'stale'
}

/**
 * What is due after `after`, up to and at `until`, by instant. A slot that the clock leaves out moves
 * forward by what was left out (Temporal's `compatible`); where it then meets another, it is skipped.
 * A slot that the clock shows twice is due the first time. Lazy: a far `until` costs nothing.
 */
export function* occurrences(
  schedule: Schedule,
  zone: string,
  { after, until }: { after: Temporal.Instant; until: Temporal.Instant },
): Generator<Occurrence> {
  for (const stretch of stretches(zone, after, until))
    for (const { local, at, pass, skipped } of within(stretch, schedule)) {
      const instant = Temporal.Instant.fromEpochMilliseconds(at)
      yield { slot: slotOf(local, pass), at: instant, ...(skipped && { skipped }) }
    }
}

/** No date recurs more rarely than 29 February over a year such as 2100. */
const years = 8

/** The next `count` times that something is sent: what is skipped is not among them. */
export const nextOccurrences = (
  schedule: Schedule,
  zone: string,
  after: Temporal.Instant,
  count: number,
): Occurrence[] => {
  const until = after.add({ hours: (count + 1) * years * 366 * 24 })
  const all = occurrences(schedule, zone, { after, until })
  return all
    .filter(({ skipped }) => !skipped)
    .take(count)
    .toArray()
}

const slotOf = (local: LocalMs, pass: 1 | 2): string => {
  const shown = Temporal.Instant.fromEpochMilliseconds(local).toString({ smallestUnit: 'minute' })
  return `${shown.slice(0, -1)}${pass === 2 ? '~2' : ''}`
}

/**
 * A stretch of time in which the clock is ahead of UTC by one offset, and what it was ahead `before`.
 * All in milliseconds; only what lies after `after` and not after `until` is asked for.
 */
type Stretch = {
  from: number
  to: number
  offset: number
  before: number
  after: number
  until: number
}

type Due = { local: LocalMs; at: number; pass: 1 | 2; skipped?: 'coalesced' }

const offsetOf = (at: Temporal.ZonedDateTime): number => at.offsetNanoseconds / 1e6

function* stretches(
  zone: string,
  after: Temporal.Instant,
  until: Temporal.Instant,
): Generator<Stretch> {
  const asked = { after: after.epochMilliseconds, until: until.epochMilliseconds }
  let inside = after.toZonedDateTimeISO(zone)
  let start = inside.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')
  for (;;) {
    const end = inside.getTimeZoneTransition('next')
    yield {
      from: start?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
      to: end?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
      offset: offsetOf(inside),
      before: offsetOf(start?.subtract({ nanoseconds: 1 }) ?? inside),
      ...asked,
    }
    if (!end || end.epochMilliseconds > asked.until) return
    inside = end
    start = end
  }
}

function* within(stretch: Stretch, schedule: Schedule): Generator<Due> {
  const { from, offset, before } = stretch
  const shown = { from: from + offset, to: Number.POSITIVE_INFINITY, offset }
  if (schedule.interval)
    for (const due of dueIn(stretch, schedule, shown))
      yield { ...due, pass: due.local < from + before ? 2 : 1 }
  else {
    const leftOut = { from: from + before, to: from + offset, offset: before }
    const once = { ...shown, from: Math.max(shown.from, leftOut.from) }
    yield* merged(dueIn(stretch, schedule, leftOut), dueIn(stretch, schedule, once))
  }
}

/** Local times of a part of the stretch, told by an offset, cut to what is asked for. */
function* dueIn(
  { to, after, until }: Stretch,
  schedule: Schedule,
  part: { from: LocalMs; to: LocalMs; offset: number },
): Generator<Due> {
  const { offset } = part
  const begin = Math.max(part.from, after + offset + 1)
  const end = Math.min(part.to, to + offset, until + offset + 1)
  for (const local of localTimes(schedule, begin, end)) yield { local, at: local - offset, pass: 1 }
}

/** By instant. Of two on one instant, the one that was moved there is the earlier slot. */
function* merged(moved: Iterable<Due>, shown: Iterable<Due>): Generator<Due> {
  const waiting = [...moved]
  for (const due of shown) {
    while (waiting[0] && waiting[0].at <= due.at) {
      const early = waiting.shift()!
      yield early.at === due.at ? { ...early, skipped: 'coalesced' } : early
    }
    yield due
  }
  yield* waiting
}
