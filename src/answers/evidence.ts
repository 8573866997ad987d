import { featureNames } from './features.ts'
import { type Linear, linearScore, softmax } from './first.ts'
import type { List, Mask } from './list.ts'
import { kinds } from './question.ts'
import type { Ranked } from './ranker.ts'
import { rateOf } from './rates.ts'

/** What the best sentence tells of whether it answers at all. */
const ofTheBest =
  `share shareWithTitle count missing missingWithTitle begun byPlace localWithTitle rated
  ratedWithTitle ratedAround ratedInBriefing ratedBm25 four fourInBriefing run pairs weighedPairs inOrder
  density exact typed untyped noFocus namesHeld namesHeldWithTitle namesInBriefing numbersHeld othersHeld
  leavesOut leavesOutNumber leavesOutCountry figuresHere countriesHere leavesOutHere leftOut nearness contrary`.split(
    /\s+/,
  )
const places = ofTheBest.map((name) => featureNames.indexOf(name))

/** What the shape of the list tells. */
const ofTheList = [
  'first',
  'score',
  'sureness',
  'ahead',
  'aheadOfOthers',
  'spread',
  'unknown',
  'unknownNames',
  'terms',
  'points',
  'pointsAhead',
  'bestOfAll',
  'heaviestMissing',
  'heaviestMissingInBriefing',
  'knownMissing',
  'knownMissingInBriefing',
  ...kinds,
] as const

export const evidenceNames: readonly string[] = [...ofTheBest, ...ofTheList]

const far = 9

/** The figures from which the chance is told that the best sentences answer; undefined where there are none. */
export const evidenceOf = (
  { question, read }: Pick<List, 'question' | 'read'>,
  ranked: readonly Ranked[],
): number[] | undefined => {
  const best = ranked[0]
  if (!best) return undefined
  const shares = softmax(ranked.map(({ score }) => score))
  const second = ranked[1]
  const stranger = ranked.find(({ sentence }) => sentence.of !== best.sentence.of)
  const all = question.wanted.reduce((sum, one) => sum + one.weight * rateOf(one), 0)
  const unknown = (is: (isName: boolean) => boolean) =>
    question.wanted.reduce(
      (sum, one) => sum + (one.isUnknown && is(one.isName) ? one.weight * rateOf(one) : 0),
      0,
    ) / Math.max(all, 1e-9)
  const weight = question.wanted.reduce((sum, one) => sum + one.weight, 0)
  const points = (read[best.sentence.of]?.points ?? 0) / Math.max(weight, 1e-9)
  const others = read.flatMap((one, at) => (at === best.sentence.of ? [] : [one.points]))
  const rated = featureNames.indexOf('ratedWithTitle')
  const rates = question.wanted.map((one) => one.weight * rateOf(one))
  const missing = (mask: Mask) => rates.map((rate, at) => (mask & (1 << at) ? 0 : rate))
  const heaviest = (some: readonly number[]) => Math.max(0, ...some) / Math.max(1e-9, ...rates)
  // What other briefings say and this one does not, it probably does not tell in other words either.
  const known = (some: readonly number[]) =>
    some.reduce((sum, rate, at) => sum + (question.wanted[at]?.isUnknown ? 0 : rate), 0) /
    Math.max(all, 1e-9)
  return [
    ...places.map((at) => best.features[at] ?? 0),
    best.first,
    best.score,
    shares[0] ?? 0,
    second ? best.score - second.score : far,
    stranger ? best.score - stranger.score : far,
    -shares.reduce((sum, share) => sum + (share > 0 ? share * Math.log(share) : 0), 0),
    unknown(() => true),
    unknown((isName) => isName),
    Math.log1p(question.wanted.length),
    points,
    points - Math.max(0, ...others) / Math.max(weight, 1e-9),
    Math.max(...ranked.map(({ features }) => features[rated] ?? 0)),
    heaviest(missing(best.sentence.held | best.sentence.title)),
    heaviest(missing(best.sentence.briefing | best.sentence.title)),
    known(missing(best.sentence.held | best.sentence.title)),
    known(missing(best.sentence.briefing | best.sentence.title)),
    ...kinds.map((kind) => Number(question.kind === kind)),
  ]
}

/** A calibrator as it was trained; from `enough` up an answer is given. */
export type Calibrator = {
  evidence: readonly string[]
  linear: Linear
  bias: number
  enough: number
}

/** The chance, from 0 to 1, that the briefings hold the answer. */
export const chanceOf = (
  { linear, bias }: Pick<Calibrator, 'linear' | 'bias'>,
  evidence: readonly number[],
): number => 1 / (1 + Math.exp(-(bias + linearScore(linear, evidence))))
