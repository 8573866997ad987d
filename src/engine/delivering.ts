import type { ChatPlatform } from '#core/chat'
import type { Claimant } from '#core/delivery'
import type { Log } from '#core/log'
import type { Store } from '#core/store'
import type { Paced } from './pace.ts'
import type { Count } from './tally.ts'

/** What sending one delivery needs. */
export type Delivering = {
  store: Store
  platform: ChatPlatform
  claimant: Claimant
  /** No request outlives this, in milliseconds. */
  timeoutMs: number
  pace: Paced
  /** Nothing more is tried in this lane for so long. */
  rest(ms: number): void
  count: Count
  log: Log
}

/** Who goes first where several wait for their turn in a lane; 0 is the most urgent. */
export const urgencyOf = {
  flash: 0,
  'on time': 1,
  'catch-up': 2,
  doubtful: 3,
} as const
