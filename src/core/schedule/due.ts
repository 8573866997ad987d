import { intervalOf } from './interval.ts'
import { type Occurrence, occurrences } from './occurrences.ts'
import type { Schedule } from './shape.ts'

const week = Temporal.Duration.from({ hours: 7 * 24 }).total('minutes')

/**
 * How long after its time a slot may still be sent: six hours, or half the interval where that is
 * less; a day where it comes weekly or more rarely. Whole minutes.
 */
export const lateLimit = (schedule: Schedule): Temporal.Duration => {
  const minutes = intervalOf(schedule).total('minutes')
  if (minutes >= week) return Temporal.Duration.from({ hours: 24 })
  return Temporal.Duration.from({ minutes: Math.floor(Math.min(6 * 60, minutes / 2)) })
}

type Span = {
  last: Temporal.Instant
  now: Temporal.Instant
  /** Local days on which none is sent. */
  skips?: readonly string[]
}

/**
 * What became due after `last`, up to `now`, in order. The newest is to be sent and stands for the
 * others (`coalesced`); if it is later than its limit, none is sent (`stale`).
 */
export const dueSlots = (
  schedule: Schedule,
  zone: string,
  { last, now, skips = [] }: Span,
): Due[] => {
  const missed = [...occurrences(schedule, zone, { after: last, until: now })]
  const isLeftOut = ({ slot }: Occurrence): boolean => skips.includes(slot.slice(0, dayLength))
  const newest = missed.findLast((one) => !isLeftOut(one))
  const isStale = newest && Temporal.Instant.compare(newest.at.add(lateLimit(schedule)), now) < 0
  return missed.map((one): Due => {
    const { slot, at } = one
    if (isLeftOut(one)) return { slot, at, skipped: 'by hand' }
    if (isStale) return { slot, at, skipped: 'stale' }
    return slot === newest?.slot ? { slot, at } : { slot, at, skipped: 'coalesced' }
  })
}

/** A slot that has come; `by hand` where its day was left out. */
export type Due = Omit<Occurrence, 'skipped'> & { skipped?: Occurrence['skipped'] | 'by hand' }

/** `2026-02-16` */
const dayLength = 10
