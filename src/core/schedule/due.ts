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

/**
 * What became due after `last`, up to `now`, in order. The newest is to be sent and stands for the
 * others (`coalesced`); if it is later than its limit, none is sent (`stale`).
 */
export const dueSlots = (
  schedule: Schedule,
  zone: string,
  { last, now }: { last: Temporal.Instant; now: Temporal.Instant },
): Occurrence[] => {
  const missed = [...occurrences(schedule, zone, { after: last, until: now })]
  const newest = missed.at(-1)
  if (!newest) return []
  const isStale = Temporal.Instant.compare(newest.at.add(lateLimit(schedule)), now) < 0
  return missed.map(({ slot, at }) => {
    if (isStale) return { slot, at, skipped: 'stale' }
    return slot === newest.slot ? { slot, at } : { slot, at, skipped: 'coalesced' }
  })
}
