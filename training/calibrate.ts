import { type Calibrator, evidenceNames, weighable } from '#answers/evidence'
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
const weights = { whole: 1, noArticle: missing.article, noParagraph: missing.paragraph, own: 8 }
/** What may be answered of questions whose subject the store lacks. */
const mostFalse = 0.02
/** So many figures, those that weigh most, are looked at in pairs. */
const paired = 20

/** Trains the calibrator, first on the figures alone, which says which of them to pair. */
export const calibrate = (rows: readonly Figures[]): Calibrator => {
  const bare = {
    evidence: evidenceNames,
    ...momentsOf(
      rows.map(({ figures }) => figures),
      evidenceNames.length,
    ),
    enough: 0,
  }
  const trained = (pairs: Calibrator['pairs']): Calibrator => ({
    ...{ ...bare, pairs },
    ...trainLogistic(
      rows.map(({ kind, figures, isThere }) => ({
        values: weighable({ ...bare, pairs }, figures),
        truth: Number(isThere),
        weight: weights[kind],
      })),
    ),
  })
  const calibrator = trained(pairsOf(trained([]).weights))
  return { ...calibrator, enough: enoughFor(calibrator, rows) }
}

const pairsOf = (single: readonly number[]): [number, number][] => {
  const heaviest = single
    .map((weight, at) => ({ weight: Math.abs(weight), at }))
    .sort((a, b) => b.weight - a.weight || a.at - b.at)
    .slice(0, paired)
    .map(({ at }) => at)
  return heaviest.flatMap((one, place) =>
    heaviest.slice(place).map((other): [number, number] => [one, other]),
  )
}

const enoughFor = (calibrator: Calibrator, rows: readonly Figures[]): number => {
  const absent = judgedBy(
    calibrator,
    rows.filter(({ kind }) => kind === 'noArticle'),
  )
  const chances = absent.map(({ chance }) => chance).sort((a, b) => b - a)
  return Number((chances[Math.floor(mostFalse * chances.length)] ?? 1).toFixed(3))
}
