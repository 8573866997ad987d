/** Numbers that look random, the same for the same seed (mulberry32). */
export type Chance = {
  /** Whether something happens that happens so often; 0.1 is once in ten times. */
  is(share: number): boolean
  between(least: number, most: number): number
  one<T>(of: readonly T[]): T
}

export const chance = (seed: number): Chance => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    is: (share) => next() < share,
    between: (least, most) => least + next() * (most - least),
    one: (of) => of[Math.floor(next() * of.length)]!,
  }
}
