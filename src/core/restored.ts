import type { Cause } from './delivery.ts'
import type { Ms } from './digest.ts'

/**
 * A backup was put back at `at`; `since` is the last that its store knew. Between the two another store, lost
 * now, may have sent whatever this one still holds, or plans, as not sent.
 */
export type Restored = { since: Ms; at: Ms }

/** What the folder of briefings brings again is planned within the first beats; this is long enough for it. */
const echoMs = 3_600_000

/** Planned by nobody's hand as soon as something is noticed, so it is due later than it was the first time. */
const echoes: readonly Cause[] = ['correction', 'notice']

/** Since when a delivery that is planned now may have arrived; undefined where it cannot have. */
export const maybeSince = (
  { cause, due }: { cause: Cause; due: Ms },
  restored: Restored | undefined,
): Ms | undefined => {
  if (!restored) return undefined
  const { since, at } = restored
  if (echoes.includes(cause)) return due < at + echoMs ? Math.min(since, due) : undefined
  return due < at ? due : undefined
}
