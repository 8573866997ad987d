import calibratorFile from './calibrator.json' with { type: 'json' }
import type { Calibrator } from './evidence.ts'
import { evidenceNames } from './evidence.ts'
import { featureNames } from './features.ts'
import rankerFile from './ranker.json' with { type: 'json' }
import type { Ranker } from './ranker.ts'

/** What was trained reads features by their place: another list of them means to train anew. */
const fitting = <T>(model: T, names: readonly string[], known: readonly string[]): T => {
  if (names.join() === known.join()) return model
  throw new Error('the ranker was trained on other features: run npm run train:answers')
}

/** The ranker and the calibrator that `npm run train:answers` wrote. */
export const readModels = (): { ranker: Ranker; calibrator: Calibrator } => ({
  ranker: fitting<Ranker>(rankerFile, rankerFile.features, featureNames),
  calibrator: fitting<Calibrator>(calibratorFile, calibratorFile.evidence, evidenceNames),
})
