/**
 * A tree as three arrays, a node each. One with a feature sends what is not above its threshold to the
 * node behind it, all else to `right`; a leaf has the feature -1, and its threshold is its score.
 */
export type Tree = {
  feature: readonly number[]
  threshold: readonly number[]
  right: readonly number[]
}

const scoreIn = ({ feature, threshold, right }: Tree, row: ArrayLike<number>): number => {
  let node = 0
  for (let at = feature[0] ?? -1; at >= 0; at = feature[node] ?? -1)
    node = (row[at] ?? 0) <= (threshold[node] ?? 0) ? node + 1 : (right[node] ?? 0)
  return threshold[node] ?? 0
}

export const scoreOf = (trees: readonly Tree[], row: ArrayLike<number>): number =>
  trees.reduce((score, tree) => score + scoreIn(tree, row), 0)
