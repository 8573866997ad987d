import { setTimeout as wait } from 'node:timers/promises'

const betweenMs = 10
const giveUpAfterMs = 15_000

/** Waits until something holds, for what no event tells of; rejects with what it waited for. */
export const eventually = async <T>(
  look: () => Promise<T | undefined | false> | T | undefined | false,
  withinMs = giveUpAfterMs,
): Promise<T> => {
  const began = performance.now()
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (performance.now() - began > withinMs) throw new Error(`never so: ${look}`)
    await wait(betweenMs)
  }
}
