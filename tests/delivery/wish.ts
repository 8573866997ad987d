import type { Pace } from '#core/chat'
import type { StorePlace } from '#core/store'
import type { SenderSettings } from '#engine/sender'
import type { CrashPoint } from './crash.ts'
import type { Variant } from './variants.ts'

/** All that a worker has to know, as JSON: it may run in another process. */
export type Wish = {
  /** What it is called in the database, where that matters. */
  name?: string
  /** Where the store is, and the zone in which its days count. */
  store: StorePlace
  zone: string
  discord?: { api: string; token: string }
  /** Tokens by workspace. */
  slack?: { api: string; tokens: Record<string, string> }
  /** Milliseconds, like all the rest here. */
  settings: SenderSettings & { plannerLeaseMs: number; beatMs: number; noticeAfterMs: number }
  busyMs?: number
  /** Instead of the platforms' own paces, by platform. */
  paces?: Record<string, Pace>
  isPlanning?: boolean
  isSending?: boolean
  crash?: CrashPoint
  variant?: Variant
  /** How far its own clock is off; that of the database, which all share, is not. */
  skewMs?: number
}

/** What is said to a worker, and what it says. */
export type Order = { order: 'prepare'; wish: Wish } | { order: 'go' } | { order: 'stop' }
export type Report =
  | { report: 'loaded' | 'prepared' | 'frozen' | 'stopped' }
  | { report: 'broken'; why: string }
