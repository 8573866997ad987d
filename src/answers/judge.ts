import type { Passage } from '#core/briefing'
import { chanceOf, evidenceOf } from './evidence.ts'
import { featureNames } from './features.ts'
import type { Gathered } from './gather.ts'
import { readModels } from './models.ts'
import { standsAlone } from './quote.ts'
import { type Ranked, rank } from './ranker.ts'

const { ranker, calibrator } = readModels()

/** From this chance up an answer is given. */
export const { enough } = calibrator

/** The sentences that may answer, best first, and the chance that the best do. */
export type Judged = { ranked: Ranked[]; score: number }

/** By so much less is it likely where only sentences that leave something out are found. */
const leftOut = 0.35

/**
 * Ranks the sentences and tells how likely they answer. What speaks of another name or number than the
 * question, or has no figure where one is asked for, is put behind what does not.
 */
export const judge = (gathered: Gathered): Judged => {
  const all = rank(ranker, gathered.list).filter((one) => {
    const passage = passageOf(gathered, one)
    return passage !== undefined && standsAlone(passage)
  })
  const telling = new Set(namesAmong(gathered))
  const whole = all.filter((one) => !leavesOut(gathered, one, telling))
  const ranked = [...whole, ...all.filter((one) => !whole.includes(one))]
  const evidence = evidenceOf(gathered.list, ranked)
  const chance = evidence ? chanceOf(calibrator, evidence) : 0
  return { ranked, score: whole.length > 0 ? chance : chance * leftOut }
}

export const passageOf = ({ briefings }: Gathered, { sentence }: Ranked): Passage | undefined =>
  briefings[sentence.of]?.passages[sentence.position]

/** Places of the question's terms that name or count something, as it writes them or as the briefings do. */
const namesAmong = ({ list: { question, sentences } }: Gathered): number[] => {
  const written = new Set<string>()
  const other = new Set<string>()
  for (const { text } of sentences)
    for (const { term, isName } of text.tokens.slice(1)) (isName ? written : other).add(term)
  const isNamed = (term: string) => written.has(term) && !other.has(term)
  return question.wanted.flatMap(({ term, isName, isNumber }, at) =>
    isName || isNumber || isNamed(term) ? [at] : [],
  )
}

const untyped = featureNames.indexOf('untyped')

const leavesOut = (gathered: Gathered, one: Ranked, telling: ReadonlySet<number>): boolean => {
  const { held, title, briefing } = one.sentence
  if ([...telling].some((at) => !((held | title | briefing) & (1 << at)))) return true
  const { kind } = gathered.list.question
  const asksFigure = kind === 'number' || kind === 'when'
  const says = passageOf(gathered, one)?.section
  return asksFigure && one.features[untyped] === 1 && says !== 'Not known'
}
