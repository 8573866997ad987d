import type { Store } from '#core/store'
import { slugOf, topics } from './corpus.ts'
import { engineOn, typed, viewer } from './engine.ts'
import { type Case, type Figures, figuresOf, interleaved, ratio } from './measure.ts'
import { pick, seeded } from './vocabulary.ts'

export type Lookup = { name: string; size: number } & Figures

const casesOn = (store: Store, size: number): Case[] => {
  const chance = seeded(size)
  const engine = engineOn(store)
  const slug = () => slugOf(Math.floor(chance() * size))
  const topic = () => pick(chance, topics).slug
  const latest = (wish: { topic?: string }) =>
    store.latest(viewer, { ...wish, changes: 'all', offset: 0, limit: 5 })
  const cases: Case[] = [
    { name: 'by id', run: () => store.briefing(viewer, slug()) },
    { name: 'latest of a topic', run: () => latest({ topic: topic() }) },
    { name: 'latest of all', run: () => latest({}) },
    { name: 'topics with counts', run: () => store.topics(viewer) },
    { name: '/brief <topic>', run: () => typed(engine, `/brief ${topic()}`) },
    { name: '/brief <slug>', run: () => typed(engine, `/brief ${slug()}`) },
    { name: '/latest', run: () => typed(engine, '/latest') },
    { name: '/latest <topic>', run: () => typed(engine, `/latest ${topic()}`) },
  ]
  return cases.map(({ name, run }) => ({ name: `${name}|${size}`, run }))
}

/** Reads that must not feel how large the store is; all sizes take turns in one run. */
export const measureLookups = async (
  stores: ReadonlyMap<number, Store>,
  rounds = 100,
): Promise<Lookup[]> => {
  const cases = [...stores].flatMap(([size, store]) => casesOn(store, size))
  const samples = await interleaved(cases, rounds)
  return [...samples].map(([key, ms]) => {
    const [name = '', size] = key.split('|')
    return { name, size: Number(size), ...figuresOf(ms) }
  })
}

/** p50 at the largest size by p50 at the smallest. */
export const flatness = (lookups: readonly Lookup[], name: string): number => {
  const own = lookups.filter((one) => one.name === name).sort((a, b) => a.size - b.size)
  return ratio(own.at(-1)?.p50 ?? Number.NaN, own[0]?.p50 ?? Number.NaN)
}
