import { type Calibrator, evidenceNames } from '#answers/evidence'
import { judgedBy } from './figures.ts'
import { momentsOf } from './linear.ts'
import { trainLogistic } from './logistic.ts'

/** The figures of one question as a store with or without its answer gave them. */
export type Figures = {
  kind: 'whole' | 'noArticle' | 'noParagraph' | 'own'
  figures: number[]
  isThere: boolean
}

/** Of questions that cannot be answered, so many ask about what the briefings do not treat, and so many for what they leave out. */
export const missing = { article: 0.65, paragraph: 0.35 }
/** The product's own questions are few, and those that come nearest to what people will ask. */
const weightOf = { whole: 1, noArticle: missing.article, noParagraph: missing.paragraph, own: 4 }
/** What may be answered of questions whose subject the store lacks. */
const mostFalse = 0.02
/** Trains the calibrator, and finds the chance from which an answer is given. */
export const calibrate = (rows: readonly Figures[]): Calibrator => {
  const { mean, scale } = momentsOf(
    rows.map(({ figures }) => figures),
    evidenceNames.length,
  )
  const { weights, bias } = trainLogistic(
    rows.map(({ kind, figures, isThere }) => ({
      values: figures.map((value, at) => (value - (mean[at] ?? 0)) / (scale[at] ?? 1)),
      truth: Number(isThere),
      weight: weightOf[kind],
    })),
  )
  const linear = { mean, scale, weights }
  const enough = enoughFor({ linear, bias }, rows)
  return { evidence: evidenceNames, linear, bias, enough }
}

const enoughFor = (
  calibrator: Pick<Calibrator, 'linear' | 'bias'>,
  rows: readonly Figures[],
): number => {
  const absent = judgedBy(
    calibrator,
    rows.filter(({ kind }) => kind === 'noArticle'),
  )
  const chances = absent.map(({ chance }) => chance).sort((a, b) => b - a)
  return Number((chances[Math.floor(mostFalse * chances.length)] ?? 1).toFixed(3))
}
