import { DatabaseSync } from 'node:sqlite'
import MiniSearch from 'minisearch'
import { terms } from '#core/terms'
import type { Article } from '../training/squad.ts'

/** A sentence by its paragraph and its place there. */
export type Found = { slug: string; position: number }
/** The best sentences for a question, best first. */
export type Rival = (question: string) => Found[]

type Text = { id: number; slug: string; title: string; body: string; sentences: readonly string[] }

const textsOf = (articles: readonly Article[]): Text[] =>
  articles
    .flatMap(({ title, paragraphs }) =>
      paragraphs.map(({ slug, sentences }) => ({ slug, title, sentences })),
    )
    .map((one, id) => ({ id, body: one.sentences.join(' '), ...one }))

type Bag = { found: Found; terms: string[]; counts: Map<string, number> }

const bagsOf = (texts: readonly Text[]): Bag[] =>
  texts.flatMap(({ slug, sentences }) =>
    sentences.map((sentence, position) => {
      const own = terms(sentence)
      const counts = new Map<string, number>()
      for (const term of own) counts.set(term, (counts.get(term) ?? 0) + 1)
      return { found: { slug, position }, terms: own, counts }
    }),
  )

/** Plain BM25 of sentences against all sentences of the collection. */
const bm25 = (all: readonly Bag[]) => {
  const holding = new Map<string, number>()
  for (const { counts } of all)
    for (const term of counts.keys()) holding.set(term, (holding.get(term) ?? 0) + 1)
  const usual = all.reduce((sum, bag) => sum + bag.terms.length, 0) / all.length
  return (question: readonly string[], { counts, terms: own }: Bag): number =>
    question.reduce((sum, term) => {
      const often = counts.get(term) ?? 0
      const held = holding.get(term) ?? 0
      const weight = Math.log(1 + (all.length - held + 0.5) / (held + 0.5))
      return sum + (weight * often * 2.2) / (often + 1.2 * (0.25 + (0.75 * own.length) / usual))
    }, 0)
}

const bestIn = (bags: readonly Bag[], score: (bag: Bag) => number): Found[] =>
  bags
    .map((bag) => ({ bag, points: score(bag) }))
    .sort((a, b) => b.points - a.points)
    .slice(0, 3)
    .map(({ bag }) => bag.found)

/** MiniSearch as it comes: the best sentences of its first hit. */
export const miniSearch = (articles: readonly Article[]): Rival => {
  const texts = textsOf(articles)
  const index = new MiniSearch({ fields: ['title', 'body'] })
  index.addAll(texts)
  const bags = Map.groupBy(bagsOf(texts), ({ found }) => found.slug)
  const score = bm25([...bags.values()].flat())
  return (question) => {
    const [hit] = index.search(question)
    const text = hit && texts[hit.id]
    const asked = terms(question)
    return text ? bestIn(bags.get(text.slug) ?? [], (bag) => score(asked, bag)) : []
  }
}

/** FTS5 with its own stemmer finds ten paragraphs, BM25 the best of their sentences. */
export const ftsAndBm25 = (articles: readonly Article[]): Rival => {
  const texts = textsOf(articles)
  const database = new DatabaseSync(':memory:')
  database.exec("create virtual table found using fts5(title, body, tokenize = 'porter unicode61')")
  const into = database.prepare('insert into found (rowid, title, body) values (?, ?, ?)')
  for (const { id, title, body } of texts) into.run(id, title, body)
  const best = database.prepare(
    'select rowid as id from found where found match ? order by rank limit 10',
  )
  const bags = Map.groupBy(bagsOf(texts), ({ found }) => found.slug)
  const score = bm25([...bags.values()].flat())
  return (question) => {
    const words = question.match(/[\p{L}\p{N}]+/gu) ?? []
    if (words.length === 0) return []
    const rows = best.all(words.map((word) => `"${word}"`).join(' OR ')) as { id: number }[]
    const asked = terms(question)
    const near = rows.flatMap(({ id }) => bags.get(texts[id]?.slug ?? '') ?? [])
    return bestIn(near, (bag) => score(asked, bag))
  }
}
