import type { Cause } from '#core/delivery'
import type { Ms } from '#core/digest'

/** One thing that became of a delivery, for metrics. `open` may have arrived, and is looked for later. */
export type Counted = {
  platform: string
  cause: Cause
  outcome: string
  attempt: number
  /** How long after its time, in milliseconds. */
  lateMs: Ms
}

export type Count = (counted: Counted) => void
