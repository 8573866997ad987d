/** A line that only one of two texts has. */
export type Difference = { in: 'first' | 'second'; line: string }

/** More lines than any briefing has take too long to compare, and are all told. */
const mostCompared = 600

/** The lines in which two texts differ, in their order. */
export const differences = (first: string, second: string): Difference[] => {
  const [one, other] = [first.split('\n'), second.split('\n')]
  if (one.length > mostCompared || other.length > mostCompared)
    return [...only('first', one), ...only('second', other)]
  const common = commonLengths(one, other)
  const found: Difference[] = []
  let [a, b] = [0, 0]
  while (a < one.length || b < other.length) {
    if (a < one.length && one[a] === other[b]) {
      a += 1
      b += 1
    } else if (a < one.length && (common[a + 1]?.[b] ?? 0) >= (common[a]?.[b + 1] ?? 0)) {
      found.push({ in: 'first', line: one[a] ?? '' })
      a += 1
    } else {
      found.push({ in: 'second', line: other[b] ?? '' })
      b += 1
    }
  }
  return found.filter(({ line }) => line.trim() !== '')
}

const only = (which: Difference['in'], lines: readonly string[]): Difference[] =>
  lines.map((line) => ({ in: which, line }))

/** For each two places, how many lines what follows them has in common, in order. */
const commonLengths = (one: readonly string[], other: readonly string[]): number[][] => {
  const lengths = Array.from({ length: one.length + 2 }, () =>
    new Array<number>(other.length + 2).fill(-1),
  )
  for (let a = one.length; a >= 0; a -= 1)
    for (let b = other.length; b >= 0; b -= 1) {
      const row = lengths[a] ?? []
      if (a === one.length || b === other.length) row[b] = 0
      else if (one[a] === other[b]) row[b] = 1 + (lengths[a + 1]?.[b + 1] ?? 0)
      else row[b] = Math.max(lengths[a + 1]?.[b] ?? 0, row[b + 1] ?? 0)
    }
  return lengths
}
