import { factsOf, seen } from './facts.ts'
import { featuresOf } from './features.ts'
import { type Linear, linearScore } from './first.ts'
import type { List, Sentence } from './list.ts'
import { kinds } from './question.ts'
import { type Rows, rowsAgain } from './second.ts'
import { scoreOf, type Tree } from './trees.ts'

/** A ranker as it was trained: a linear score over all sentences, then trees over the best of them. */
export type Ranker = { features: readonly string[]; linear: Linear; trees: readonly Tree[] }

/** A sentence and its scores: only those of one list can be compared. */
export type Ranked = {
  sentence: Sentence
  first: number
  score: number
  features: ArrayLike<number>
}

export const rowsOf = (list: List): Rows => {
  const { question, sentences } = list
  const facts = factsOf(list)
  return {
    features: sentences.map((sentence) => featuresOf(seen(facts, sentence))),
    of: sentences.map(({ of }) => of),
    about: [
      kinds.indexOf(question.kind),
      question.wanted.length,
      Math.min(60, sentences.length),
      question.focus.size,
    ],
  }
}

/** The best sentences, best first. */
export const rank = (ranker: Ranker, list: List): Ranked[] =>
  rankRows(ranker, list.sentences, rowsOf(list))

export const rankRows = (
  { linear, trees }: Pick<Ranker, 'linear' | 'trees'>,
  sentences: readonly Sentence[],
  rows: Rows,
): Ranked[] => {
  const firsts = rows.features.map((row) => linearScore(linear, row))
  const again = rowsAgain(rows, firsts)
  return again.index
    .flatMap((index, at): Ranked[] => {
      const sentence = sentences[index]
      const first = firsts[index] ?? 0
      const score = first + scoreOf(trees, again.rows[at] ?? [])
      return sentence ? [{ sentence, first, score, features: rows.features[index] ?? [] }] : []
    })
    .sort((a, b) => b.score - a.score)
}
