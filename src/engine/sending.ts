import type { ChatPlatform } from '#core/chat'
import type { Log } from '#core/log'
import type { Store } from '#core/store'
import type { Count } from './tally.ts'

/** All in milliseconds. */
export type SenderSettings = {
  /** How long a claim is its process's own, and how long after that nobody touches it: a late request may still arrive. */
  leaseMs: number
  quarantineMs: number
  /** How long a lane stays a process's own after it was last renewed. */
  laneLeaseMs: number
  /** How long one request may take; shorter than a lease. */
  timeoutMs: number
  /** How often to look for something to send. */
  pollMs: number
}

export type SenderParts = {
  store: Store
  platform: ChatPlatform
  /** This process, by a name that no other has. */
  holder: string
  settings: SenderSettings
  count: Count
  log: Log
}
