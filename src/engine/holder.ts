import type { Ms } from '#core/digest'
import type { Leases } from '#core/lease'

export type HolderParts = {
  leases: Leases
  /** This process, by a name that no other has. */
  holder: string
  /** How long a lease is kept after it was last renewed, in milliseconds; it is renewed three times in that time. */
  leaseMs: Ms
}

/** A lease that is asked for until somebody has no more use for it. */
export type Held = {
  /** Asks now; whether it is held. */
  take(): Promise<boolean>
  /**
   * Whether it is held now, by a clock of this process's own that only goes forward: one that was frozen
   * for longer than the lease, or that cannot reach the store, knows that it may be another's.
   */
  isHeld(): boolean
  release(): Promise<void>
}

/** Holds a lease as long as nobody else has it first. A store that cannot be reached is asked again. */
export const hold = ({ leases, holder, leaseMs }: HolderParts, name: string): Held => {
  let until = Number.NEGATIVE_INFINITY
  let isOver = false
  let asking: Promise<boolean> | undefined

  const ask = async (): Promise<boolean> => {
    if (isOver) return false
    // Counted from before it was asked: the store's lease begins no earlier.
    const asked = performance.now()
    const isMine = await leases.take(name, holder, leaseMs)
    until = isMine && !isOver ? asked + leaseMs : Number.NEGATIVE_INFINITY
    return isMine
  }
  const take = (): Promise<boolean> => {
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return asking
  }
  const renewing = setInterval(() => void take().catch(() => undefined), leaseMs / 3)
  return {
    take,
    isHeld: () => performance.now() < until,
    async release() {
      isOver = true
      until = Number.NEGATIVE_INFINITY
      clearInterval(renewing)
      await asking?.catch(() => undefined)
      await leases.release(name, holder).catch(() => undefined)
    },
  }
}
