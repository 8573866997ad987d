import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Calibrator } from './evidence.ts'
import { evidenceNames } from './evidence.ts'
import { featureNames } from './features.ts'
import type { Ranker } from './ranker.ts'

const numbers = z.array(z.number())
const linear = z.object({ mean: numbers, scale: numbers, weights: numbers })
const tree = z.object({ feature: numbers, threshold: numbers, right: numbers })
const rankerForm = z.object({ features: z.array(z.string()), linear, trees: z.array(tree) })
const calibratorForm = z.object({
  evidence: z.array(z.string()),
  linear,
  bias: z.number(),
  enough: z.number(),
})

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'))

/** What was trained reads features by their place: another list of them means to train anew. */
const fitting = <T>(model: T, names: readonly string[], known: readonly string[]): T => {
  if (names.join() === known.join()) return model
  throw new Error('the ranker was trained on other features: run npm run train:answers')
}

/** The ranker and the calibrator that `npm run train:answers` wrote. */
export const readModels = (): { ranker: Ranker; calibrator: Calibrator } => {
  const ranker = rankerForm.parse(read('ranker'))
  const calibrator = calibratorForm.parse(read('calibrator'))
  return {
    ranker: fitting(ranker, ranker.features, featureNames),
    calibrator: fitting(calibrator, calibrator.evidence, evidenceNames),
  }
}
