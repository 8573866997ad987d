import { answerer } from '#answers/answer'
import { parseQuery } from '#core/query'
import type { Store } from '#core/store'
import { readingAs } from '#engine/reading'
import { viewer } from './engine.ts'
import {
  type Block,
  type Case,
  type Figures,
  figuresOf,
  interleaved,
  longestBlock,
  ratio,
} from './measure.ts'
import type { Mini } from './minisearch.ts'
import type { PlainFts } from './plain-fts.ts'
import { kinds, type Words } from './words.ts'

export type Search = {
  kind: string
  size: number
  ours: Figures
  fts: Figures
  mini: Figures
  toFts: { p50: number; p95: number }
  toMini: { p50: number; p95: number }
}

export type Rivals = { store: Store; fts: PlainFts; mini: Mini }

type Asked = { kind: string; words: string; run(): Promise<unknown>; match: 'AND' | 'OR' }

const asQuestion = (words: readonly string[]): string => `When does ${words.join(' and ')} happen?`

/** One question from each kind of word: what a person asks holds words of all kinds. */
export const questionsOf = (words: Words): string[][] =>
  words.middling.one.slice(0, 8).map((middling, at) => {
    const common = words.common.one[at % words.common.one.length] ?? 'security'
    const rare = words.rare.one[at % words.rare.one.length] ?? 'sabotage'
    return [common, middling, rare]
  })

const askedOf = (store: Store, words: Words): Asked[] => {
  const reading = readingAs(store, viewer, answerer)
  const search = (kind: string, text: string): Asked => ({
    kind,
    words: text,
    match: 'AND',
    run: () => reading.search({ query: parseQuery(text), offset: 0, limit: 5 }),
  })
  return [
    ...kinds.flatMap((kind) => [
      ...words[kind].one.map((word) => search(kind, word)),
      ...words[kind].two.map((pair) => search(`${kind}, two words`, pair)),
    ]),
    ...questionsOf(words).map(
      (asked): Asked => ({
        kind: 'ask, three words',
        words: asked.join(' '),
        match: 'OR',
        run: () => reading.answer(asQuestion(asked)),
      }),
    ),
  ]
}

/** FTS5 reads an unquoted OR between words as "any of them". */
const expression = ({ words, match }: Asked): string =>
  words
    .split(' ')
    .map((word) => `"${word}"`)
    .join(match === 'OR' ? ' OR ' : ' ')

const casesOf = (asked: Asked, { fts, mini }: Rivals): Case[] => [
  { name: `ours|${asked.kind}`, run: asked.run },
  { name: `fts|${asked.kind}`, run: () => void fts.search(expression(asked)) },
  { name: `mini|${asked.kind}`, run: () => mini.search(asked.words, asked.match) },
]

/** The same words asked of the three, one after another, in one run. */
export const measureSearches = async (
  rivals: Rivals,
  words: Words,
  size: number,
  rounds = 6,
): Promise<{ searches: Search[]; block: Block }> => {
  const asked = askedOf(rivals.store, words)
  const samples = await interleaved(
    asked.flatMap((one) => casesOf(one, rivals)),
    rounds,
  )
  const block = await longestBlock(async () => {
    for (const { run } of asked) await run()
  })
  const searches = [...new Set(asked.map(({ kind }) => kind))].map((kind): Search => {
    const of = (who: string) => figuresOf(samples.get(`${who}|${kind}`) ?? [])
    const [ours, fts, mini] = [of('ours'), of('fts'), of('mini')]
    const to = (other: Figures) => ({
      p50: ratio(ours.p50, other.p50),
      p95: ratio(ours.p95, other.p95),
    })
    return { kind, size, ours, fts, mini, toFts: to(fts), toMini: to(mini) }
  })
  return { searches, block }
}
