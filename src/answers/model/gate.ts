export type Gate = {
  /** Whether another request may begin; each that does must leave. */
  enter(): boolean
  /** Whether a rest begins with this one's end. */
  leave(isFine: boolean): boolean
}

export type GateSettings = { mostAtOnce: number; failuresInARow: number; restMs: number }

/**
 * Lets a few requests through at once, and none for a while after so many failures in a row. After the
 * rest one more failure is enough for the next.
 */
export const createGate = (
  { mostAtOnce, failuresInARow, restMs }: GateSettings,
  now: () => Temporal.Instant,
): Gate => {
  let under = 0
  let failures = 0
  let restsUntil: Temporal.Instant | undefined
  const isResting = () =>
    restsUntil !== undefined && Temporal.Instant.compare(now(), restsUntil) < 0

  return {
    enter() {
      if (isResting() || under >= mostAtOnce) return false
      under += 1
      return true
    },
    leave(isFine) {
      under -= 1
      failures = isFine ? 0 : failures + 1
      if (failures < failuresInARow || isResting()) return false
      restsUntil = now().add({ milliseconds: restMs })
      return true
    },
  }
}
