import type { Digest, Ms, Skip } from './digest.ts'
import { dueSlots, lateLimit, nextOccurrences } from './schedule.ts'

/** An occurrence that has come; one without `skipped` is to be sent until `expires`. */
export type Come = { slot: string; due: Ms; skipped?: Skip; expires: Ms; isLate: boolean }

export type Look = { come: Come[]; last: Ms; next: Ms }

/** No slot, or none before somebody does something about it. */
export const never: Ms = 9_000_000_000_000_000

/** Later than this after its time, an edition is one that catches up: others go first. */
const promptMs = 60_000

type Standing = Pick<Digest, 'schedule' | 'zone' | 'skips'>

const instant = (ms: Ms): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(ms)

/** When the first slot after a moment comes. */
export const nextAfter = ({ schedule, zone }: Omit<Standing, 'skips'>, after: Ms): Ms =>
  nextOccurrences(schedule, zone, instant(after), 1)[0]?.at.epochMilliseconds ?? never

/** What has come of a digest since `last`, and when to look again. Nothing comes while its clock is behind. */
export const lookAt = (digest: Standing & Pick<Digest, 'last'>, now: Ms): Look => {
  const { schedule, zone, skips, last } = digest
  const limitMs = lateLimit(schedule).total('milliseconds')
  const due = dueSlots(schedule, zone, { last: instant(last), now: instant(now), skips })
  const come = due.map(({ slot, at, skipped }): Come => {
    const dueAt = at.epochMilliseconds
    const late = { expires: dueAt + limitMs, isLate: now - dueAt > promptMs }
    return { slot, due: dueAt, ...late, ...(skipped && { skipped }) }
  })
  const upTo = Math.max(last, now)
  return { come, last: upTo, next: nextAfter(digest, upTo) }
}
