import { answerer } from '#answers/answer'
import { parseQuery } from '#core/query'
import type { Store } from '#core/store'
import { readingAs } from '#engine/reading'
import { slugOf } from './corpus.ts'
import { engineOn, typed, viewer } from './engine.ts'
import { type Case, type Figures, figuresOf, interleaved, ratio } from './measure.ts'
import { openAt, type Pair } from './scale-places.ts'
import { questionsOf } from './searches.ts'
import { seeded } from './vocabulary.ts'
import { chooseWords, kinds, type Words } from './words.ts'

export type Read = {
  kind: string
  size: number
  sqlite: Figures
  postgres: Figures
  p50: number
  p95: number
}

const stores = ['sqlite', 'postgres'] as const
const asQuestion = (words: readonly string[]): string => `When does ${words.join(' and ')} happen?`

/** What a reader waits for, asked of both stores in turn. */
export const measureReads = async (pair: Pair, rounds = 5): Promise<Read[]> => {
  const { size, file, plain } = pair
  const words = chooseWords(file, plain, 8)
  const opened = { sqlite: await openAt(pair.sqlite), postgres: await openAt(pair.postgres) }
  try {
    const cases = stores.flatMap((name) => casesOn(opened[name], name, words, size))
    const samples = await interleaved(cases, rounds)
    const of = (name: string, kind: string) => figuresOf(samples.get(`${name}|${kind}`) ?? [])
    return [...new Set(cases.map(({ name }) => name.split('|')[1] ?? ''))].map((kind): Read => {
      const [sqlite, postgres] = [of('sqlite', kind), of('postgres', kind)]
      const [p50, p95] = [ratio(postgres.p50, sqlite.p50), ratio(postgres.p95, sqlite.p95)]
      return { kind, size, sqlite, postgres, p50, p95 }
    })
  } finally {
    for (const name of stores) await opened[name].close()
  }
}

const casesOn = (store: Store, name: string, words: Words, size: number): Case[] => {
  const chance = seeded(size)
  const engine = engineOn(store)
  const reading = readingAs(store, viewer, answerer)
  const search = (text: string) => reading.search({ query: parseQuery(text), offset: 0, limit: 5 })
  const slugs = Array.from({ length: 40 }, () => slugOf(Math.floor(chance() * size)))
  const cases: Case[] = [
    ...slugs.map((slug) => ({ name: 'brief', run: () => typed(engine, `/brief ${slug}`) })),
    ...kinds.flatMap((kind) =>
      [...words[kind].one, ...words[kind].two].map((text) => ({
        name: `search, ${kind}`,
        run: () => search(text),
      })),
    ),
    ...questionsOf(words).map((asked) => ({
      name: 'ask',
      run: () => reading.answer(asQuestion(asked)),
    })),
    { name: 'latest', run: () => store.latest(viewer, { changes: 'all', offset: 0, limit: 5 }) },
    { name: 'topics', run: () => store.topics(viewer) },
  ]
  return cases.map(({ name: kind, run }) => ({ name: `${name}|${kind}`, run }))
}
