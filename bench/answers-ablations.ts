import { featureNames, type Idea, ideas } from '#answers/features'
import { isRight, rankOf, trainRanker } from '../training/learn.ts'
import { type Example, exampleOf } from '../training/lists.ts'
import { openShelf } from '../training/shelf.ts'
import { type Article, readSquad } from '../training/squad.ts'
import { data } from './answers.ts'
import { keptBack } from './answers-quality.ts'

/** What is left of the ranker without one idea, or without its second look. */
export type Ablation = { without: string; first: number; inThree: number }

const examplesOf = async (articles: readonly Article[]): Promise<Example[]> => {
  const store = await openShelf(articles)
  const found: Example[] = []
  for (const { paragraphs, title } of articles)
    for (const paragraph of paragraphs)
      for (const asked of paragraph.asked)
        if (asked.gold.size > 0 && !keptBack.includes(title))
          found.push(await exampleOf(store, asked, paragraph))
  await store.close()
  return found
}

/** A feature that is always the same tells nothing. */
const silenced = (example: Example, gone: ReadonlySet<number>): Example => {
  const packed = Float32Array.from(example.packed)
  const width = featureNames.length
  for (let at = 0; at < packed.length; at += 1) if (gone.has(at % width)) packed[at] = 0
  return { ...example, packed }
}

const placesOf = (idea: Idea): Set<number> =>
  new Set(Object.keys(ideas[idea]).map((name) => featureNames.indexOf(name)))

/** Trains anew without each idea and measures on the twelve articles that may be looked at. */
export const measureAblations = async (): Promise<Ablation[]> => {
  const training = await examplesOf(readSquad(data.training))
  const test = await examplesOf(readSquad(data.test))
  const measure = (without: string, gone: ReadonlySet<number>, hasTrees = true): Ablation => {
    const lessons = training.map((one) => silenced(one, gone))
    const trained = trainRanker(lessons)
    const ranker = hasTrees ? trained : { ...trained, trees: [] }
    const hits = { first: 0, inThree: 0 }
    for (const one of test) {
      const own = silenced(one, gone)
      const ranked = rankOf(ranker, own)
      hits.first += Number(isRight(ranked.slice(0, 1), own))
      hits.inThree += Number(isRight(ranked.slice(0, 3), own))
    }
    return { without, first: hits.first / test.length, inThree: hits.inThree / test.length }
  }
  return [
    measure('nothing', new Set()),
    measure('the second look (trees)', new Set(), false),
    ...(Object.keys(ideas) as Idea[]).map((idea) => measure(idea, placesOf(idea))),
  ]
}
