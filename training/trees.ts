import { softmax } from '#answers/first'
import { scoreOf, type Tree } from '#answers/trees'
import { type Lesson, pullsOf } from './linear.ts'

/** `share` of the features and `lists` of the questions are shown to each tree; `least` rows stay in a leaf. */
export type Growing = {
  trees: number
  depth: number
  rate: number
  least: number
  lambda: number
  bins: number
  share: number
  lists: number
}

export const usual: Growing = {
  trees: 200,
  depth: 5,
  rate: 0.08,
  least: 20,
  lambda: 5,
  bins: 64,
  share: 0.5,
  lists: 0.7,
}

/** `starts` are the scores that the trees are to better. */
export type Start = Lesson & { starts: readonly number[] }

/** Boosted trees under the listwise softmax; the same ones each time. */
export const trainTrees = (lessons: readonly Start[], width: number, how = usual): Tree[] => {
  const taught = lessons.filter(({ gold }) => gold.includes(1))
  const ground = groundOf(taught, width, how.bins)
  const scores = Float64Array.from(taught.flatMap(({ starts }) => starts))
  const chance = seeded(7)
  return Array.from({ length: how.trees }, () => {
    const tree = grow({
      ...ground,
      ...slopesOf(taught, scores),
      how,
      ...shown(taught, width, how, chance),
    })
    ground.rows.forEach((row, i) => {
      scores[i] = (scores[i] ?? 0) + scoreOf([tree], row)
    })
    return tree
  })
}

type Ground = { width: number; rows: ArrayLike<number>[]; binned: Uint8Array; edges: number[][] }

/** All rows one after another, each value as the bin it falls into. */
const groundOf = (lessons: readonly Lesson[], width: number, bins: number): Ground => {
  const rows = lessons.flatMap(({ features }) => features)
  const edges = Array.from({ length: width }, (_, f) => edgesOf(rows, f, bins))
  const binned = new Uint8Array(rows.length * width)
  rows.forEach((row, i) => {
    for (let f = 0; f < width; f += 1) binned[i * width + f] = binOf(edges[f] ?? [], row[f] ?? 0)
  })
  return { width, rows, binned, edges }
}

const edgesOf = (rows: readonly ArrayLike<number>[], f: number, bins: number): number[] => {
  const sorted = Float64Array.from(rows, (row) => row[f] ?? 0).sort()
  const edges = Array.from({ length: bins - 1 }, (_, bin) =>
    Number((sorted[Math.floor(((bin + 1) / bins) * sorted.length)] ?? 0).toPrecision(4)),
  )
  return [...new Set(edges)].sort((a, b) => a - b)
}

/** The first edge that is not below the value. */
const binOf = (edges: readonly number[], value: number): number => {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (value <= (edges[middle] ?? 0)) high = middle
    else low = middle + 1
  }
  return low
}

const slopesOf = (lessons: readonly Lesson[], scores: Float64Array) => {
  const slopes = new Float64Array(scores.length)
  const bends = new Float64Array(scores.length)
  let from = 0
  for (const { gold } of lessons) {
    const own = Array.from(scores.subarray(from, from + gold.length))
    const shares = softmax(own)
    pullsOf(own, gold).forEach((pull, i) => {
      const share = shares[i] ?? 0
      slopes[from + i] = pull
      bends[from + i] = Math.max(share * (1 - share), 1e-6)
    })
    from += gold.length
  }
  return { slopes, bends }
}

/** What one tree is shown. */
const shown = (
  lessons: readonly Lesson[],
  width: number,
  { share, lists }: Growing,
  chance: () => number,
) => {
  const features = Array.from({ length: width }, (_, f) => f).filter(() => chance() < share)
  const order: number[] = []
  let from = 0
  for (const { gold } of lessons) {
    if (chance() < lists) for (let i = 0; i < gold.length; i += 1) order.push(from + i)
    from += gold.length
  }
  return { features, order: Int32Array.from(order) }
}

type Soil = Ground & {
  slopes: Float64Array
  bends: Float64Array
  how: Growing
  features: readonly number[]
  order: Int32Array
}

type Split = { feature: number; bin: number }

const grow = (soil: Soil): Tree => {
  const { edges, order, slopes, bends, how } = soil
  const tree = { feature: [] as number[], threshold: [] as number[], right: [] as number[] }
  const node = (from: number, to: number, depth: number): number => {
    const at = tree.feature.push(-1) - 1
    tree.right.push(-1)
    let slope = 0
    let bend = 0
    for (let k = from; k < to; k += 1) {
      slope += slopes[order[k] ?? 0] ?? 0
      bend += bends[order[k] ?? 0] ?? 0
    }
    tree.threshold.push(Number(((-how.rate * slope) / (bend + how.lambda)).toPrecision(4)))
    const split = depth > 0 ? bestSplit(soil, from, to, slope, bend) : undefined
    if (!split) return at
    const middle = partition(soil, from, to, split)
    tree.feature[at] = split.feature
    tree.threshold[at] = edges[split.feature]?.[split.bin] ?? 0
    node(from, middle, depth - 1)
    tree.right[at] = node(middle, to, depth - 1)
    return at
  }
  node(0, order.length, how.depth)
  return tree
}

const bestSplit = (
  { width, binned, edges, slopes, bends, features, order, how }: Soil,
  from: number,
  to: number,
  slope: number,
  bend: number,
): Split | undefined => {
  const { bins, least, lambda } = how
  const sums = new Float64Array(bins * width * 2)
  const counts = new Int32Array(bins * width)
  for (let k = from; k < to; k += 1) {
    const row = order[k]!
    for (const f of features) {
      const cell = f * bins + binned[row * width + f]!
      sums[2 * cell]! += slopes[row]!
      sums[2 * cell + 1]! += bends[row]!
      counts[cell]! += 1
    }
  }
  const worth = (g: number, h: number) => (g * g) / (h + lambda)
  let gain = 1e-3
  let found: Split | undefined
  for (const feature of features) {
    let g = 0
    let h = 0
    let count = 0
    for (let bin = 0; bin < edges[feature]!.length; bin += 1) {
      const cell = feature * bins + bin
      g += sums[2 * cell]!
      h += sums[2 * cell + 1]!
      count += counts[cell]!
      if (count < least || to - from - count < least) continue
      const better = worth(g, h) + worth(slope - g, bend - h) - worth(slope, bend)
      if (better <= gain) continue
      gain = better
      found = { feature, bin }
    }
  }
  return found
}

/** Puts what is not above the split first, in the order it was; gives where the rest begins. */
const partition = (
  { width, binned, order }: Soil,
  from: number,
  to: number,
  { feature, bin }: Split,
): number => {
  const above: number[] = []
  let at = from
  for (let k = from; k < to; k += 1) {
    const row = order[k] ?? 0
    if ((binned[row * width + feature] ?? 0) <= bin) order[at++] = row
    else above.push(row)
  }
  order.set(above, at)
  return at
}

/** The same numbers from 0 to 1 each time (mulberry32). */
const seeded = (seed: number) => {
  let state = seed
  return (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
