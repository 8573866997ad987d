import { chanceOf, evidenceOf } from './evidence.ts'
import type { Gathered } from './gather.ts'
import { readModels } from './models.ts'
import { rankQuotable } from './quotable.ts'
import type { Ranked } from './ranker.ts'

const { ranker, calibrator } = readModels()

/** From this chance up an answer is given. */
export const { enough } = calibrator

/** The sentences that may answer, best first, and the chance that the best do. */
export type Judged = { ranked: Ranked[]; score: number }

/** Ranks the sentences and tells how likely the best of them answer. */
export const judge = (gathered: Gathered): Judged => {
  const ranked = rankQuotable(ranker, gathered)
  const evidence = evidenceOf(gathered.list, ranked)
  return { ranked, score: evidence ? chanceOf(calibrator, evidence) : 0 }
}
