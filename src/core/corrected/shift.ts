import type { Briefing } from '../briefing.ts'
import type { Ms } from '../digest.ts'

/** When a revision came to be seen. */
export type Arrived = { revision: number; at: Ms }

/**
 * A briefing that a message shows: the revision that it was composed from, and the newest. Without `now`
 * it may no longer be seen there.
 */
export type Shift = {
  was: Briefing
  now: Briefing | undefined
  arrived: readonly Arrived[]
  /** Its words are taken out everywhere, so that none may stay. */
  isErased?: boolean
}
