/** One row of what a logistic learns from: whether it is true, and how much it counts. */
export type Row = { values: readonly number[]; truth: number; weight: number }

const rounded = (value: number): number => Number(value.toPrecision(6))

/** Newton's steps; the slopes are gone after a few. */
const steps = 10

/** Weights and bias of the logistic under a ridge, found exactly: nothing depends on an order or a chance. */
export const trainLogistic = (rows: readonly Row[], ridge = 1e-3) => {
  const width = (rows[0]?.values.length ?? 0) + 1
  const all = rows.reduce((sum, { weight }) => sum + weight, 0)
  const found = new Float64Array(width)
  for (let step = 0; step < steps; step += 1) {
    const { slopes, bends } = slopesAt(rows, found, all)
    for (let f = 0; f < width - 1; f += 1) {
      slopes[f] = (slopes[f] ?? 0) + ridge * (found[f] ?? 0)
      bends[f * width + f] = (bends[f * width + f] ?? 0) + ridge
    }
    solve(bends, slopes).forEach((move, f) => {
      found[f] = (found[f] ?? 0) - move
    })
  }
  const weights = Array.from(found, rounded)
  return { weights: weights.slice(0, -1), bias: weights.at(-1) ?? 0 }
}

const slopesAt = (rows: readonly Row[], found: Float64Array, all: number) => {
  const width = found.length
  const slopes = new Float64Array(width)
  const bends = new Float64Array(width * width)
  const row = new Float64Array(width).fill(1)
  for (const { values, truth, weight } of rows) {
    row.set(values)
    let sum = 0
    for (let f = 0; f < width; f += 1) sum += found[f]! * row[f]!
    const chance = 1 / (1 + Math.exp(-sum))
    const pull = (weight * (chance - truth)) / all
    const bend = (weight * chance * (1 - chance)) / all
    for (let f = 0; f < width; f += 1) {
      slopes[f]! += pull * row[f]!
      const own = bend * row[f]!
      for (let g = 0; g <= f; g += 1) bends[f * width + g]! += own * row[g]!
    }
  }
  return { slopes, bends }
}

/** Solves a symmetric system, of which the lower half is given, by Cholesky's way. */
const solve = (half: Float64Array, right: Float64Array): Float64Array => {
  const width = right.length
  for (let f = 0; f < width; f += 1)
    for (let g = 0; g <= f; g += 1) {
      let sum = half[f * width + g]!
      for (let k = 0; k < g; k += 1) sum -= half[f * width + k]! * half[g * width + k]!
      half[f * width + g] = f === g ? Math.sqrt(sum) : sum / half[g * width + g]!
    }
  const found = right.slice()
  for (let f = 0; f < width; f += 1) {
    for (let k = 0; k < f; k += 1) found[f]! -= half[f * width + k]! * found[k]!
    found[f]! /= half[f * width + f]!
  }
  for (let f = width - 1; f >= 0; f -= 1) {
    for (let k = f + 1; k < width; k += 1) found[f]! -= half[k * width + f]! * found[k]!
    found[f]! /= half[f * width + f]!
  }
  return found
}
