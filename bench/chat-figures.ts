/** Milliseconds. */
export type Spread = {
  count: number
  p50: number
  p95: number
  p99: number
  p999: number
  most: number
}

export const spreadOf = (samples: readonly number[]): Spread => {
  const sorted = [...samples].sort((a, b) => a - b)
  const at = (share: number): number =>
    Number((sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN).toPrecision(3))
  return {
    count: sorted.length,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    p999: at(0.999),
    most: at(1),
  }
}
