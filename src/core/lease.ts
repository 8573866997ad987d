import type { Ms } from './digest.ts'

/** `leftMs` is how long it holds yet; below zero, how long ago it ran out without being given up. */
export type Lease = { name: string; holder: string; leftMs: Ms }

/** What only one process may have at a time. The store's clock decides, the same for all of them. */
export type Leases = {
  /** Whether this holder has it now, and for so long, in milliseconds; asked again, it is renewed. */
  take(name: string, holder: string, forMs: Ms): Promise<boolean>
  release(name: string, holder: string): Promise<void>
  /** All that were taken and not given up, by name; those that ran out too, for a day. */
  taken(): Promise<Lease[]>
}
