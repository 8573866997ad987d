import { type Linear, softmax } from '#answers/first'

/** Rows of features, and which of them are right. */
export type Lesson = { features: readonly ArrayLike<number>[]; gold: Uint8Array }

const rounded = (value: number): number => Number(value.toPrecision(6))

/** Mean and spread of each column. */
export const momentsOf = (rows: Iterable<ArrayLike<number>>, width: number) => {
  const sum = new Float64Array(width)
  const squares = new Float64Array(width)
  let count = 0
  for (const row of rows) {
    count += 1
    for (let f = 0; f < width; f += 1) {
      const value = row[f] ?? 0
      sum[f] = (sum[f] ?? 0) + value
      squares[f] = (squares[f] ?? 0) + value * value
    }
  }
  const mean = Array.from(sum, (value) => rounded(value / count))
  const scale = mean.map((value, f) =>
    rounded(Math.sqrt(Math.max((squares[f] ?? 0) / count - value * value, 1e-6))),
  )
  return { mean, scale }
}

/** Follows a slope downhill: Adam over everything at once, so that nothing depends on an order or a chance. */
export const descend = (
  width: number,
  steps: number,
  slopeAt: (weights: Float64Array) => Float64Array,
  { rate = 0.05, decay = 1e-4 } = {},
): number[] => {
  const weights = new Float64Array(width)
  const first = new Float64Array(width)
  const second = new Float64Array(width)
  for (let step = 1; step <= steps; step += 1) {
    const slopes = slopeAt(weights)
    const pace = rate * (1 - step / (steps + 1))
    for (let f = 0; f < width; f += 1) {
      const slope = (slopes[f] ?? 0) + decay * (weights[f] ?? 0)
      const mean = 0.9 * (first[f] ?? 0) + 0.1 * slope
      const spread = 0.99 * (second[f] ?? 0) + 0.01 * slope * slope
      first[f] = mean
      second[f] = spread
      const move = mean / (1 - 0.9 ** step) / (Math.sqrt(spread / (1 - 0.99 ** step)) + 1e-8)
      weights[f] = (weights[f] ?? 0) - pace * move
    }
  }
  return Array.from(weights, rounded)
}

/** Listwise softmax: makes what is right likely among its own. Only lists with something right teach. */
export const trainLinear = (lessons: readonly Lesson[], width: number): Linear => {
  const taught = lessons.filter(({ gold }) => gold.includes(1))
  const { mean, scale } = momentsOf(rowsOf(taught), width)
  const standard = taught.map(({ features, gold }) => {
    const rows = new Float32Array(features.length * width)
    features.forEach((row, i) => {
      for (let f = 0; f < width; f += 1)
        rows[i * width + f] = ((row[f] ?? 0) - (mean[f] ?? 0)) / (scale[f] ?? 1)
    })
    return { rows, gold }
  })
  const weights = descend(width, 150, (now) => slopesOf(standard, now, width))
  return { mean, scale, weights }
}

function* rowsOf(lessons: readonly Lesson[]) {
  for (const { features } of lessons) yield* features
}

const slopesOf = (
  lessons: readonly { rows: Float32Array; gold: Uint8Array }[],
  weights: Float64Array,
  width: number,
): Float64Array => {
  const slopes = new Float64Array(width)
  for (const { rows, gold } of lessons) {
    const scores = Array.from(gold, (_, i) => {
      let score = 0
      for (let f = 0; f < width; f += 1) score += (weights[f] ?? 0) * (rows[i * width + f] ?? 0)
      return score
    })
    const pulls = pullsOf(scores, gold)
    for (let i = 0; i < pulls.length; i += 1) {
      const pull = pulls[i] ?? 0
      if (Math.abs(pull) < 1e-6) continue
      for (let f = 0; f < width; f += 1)
        slopes[f] = (slopes[f] ?? 0) + (pull * (rows[i * width + f] ?? 0)) / lessons.length
    }
  }
  return slopes
}

/** By how much each is likelier than it should be, when what is right should share all likelihood. */
export const pullsOf = (scores: readonly number[], gold: Uint8Array): number[] => {
  const shares = softmax(scores)
  const held = shares.reduce((sum, share, i) => sum + (gold[i] ? share : 0), 0)
  return shares.map((share, i) => share - (gold[i] ? share / held : 0))
}
