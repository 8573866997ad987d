import type { Frozen, Settlement } from '#core/delivery'

/** What goes out now, or why nothing does. */
export type Prepared = { frozen: Frozen } | { instead: Settlement }

export const cancelled = (why: string): Prepared => ({ instead: { to: 'cancelled', why } })
