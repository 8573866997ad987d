/** A linear score over standardised features. */
export type Linear = {
  mean: readonly number[]
  scale: readonly number[]
  weights: readonly number[]
}

export const linearScore = ({ mean, scale, weights }: Linear, row: ArrayLike<number>): number =>
  weights.reduce(
    (sum, weight, at) => sum + (weight * ((row[at] ?? 0) - (mean[at] ?? 0))) / (scale[at] ?? 1),
    0,
  )

/** Shares of probability for scores. */
export const softmax = (scores: readonly number[]): number[] => {
  const top = Math.max(...scores)
  const shares = scores.map((score) => Math.exp(score - top))
  const all = shares.reduce((sum, share) => sum + share, 0)
  return shares.map((share) => share / all)
}
