import { type Briefing, type Headline, headlineOf } from '#core/briefing'
import type { Day } from '#core/dates'
import { asked, matcher, parseQuery, type Query } from '#core/query'
import { type Counts, idf, ranked } from '#core/rank'
import type { Answer, Hit, NewestWish, Read, SearchResult, SearchWish } from '#core/read'
import type { Store } from '#core/store'
import { tellingTerms, terms } from '#core/terms'
import type { Viewer } from '#core/viewer'

export type Answerer = {
  answer(store: Store, viewer: Viewer, question: string, wish?: { since?: Day }): Promise<Answer>
  newest(store: Store, viewer: Viewer, about: string, wish: NewestWish): Promise<Answer>
}

/** How many candidates the ranker looks at: the best by the engine's score, and the newest. */
const candidates = { best: 200, newest: 100 }

/** The store as one viewer may read it. */
export const readingAs = (store: Store, viewer: Viewer, answerer: Answerer): Read => ({
  count: () => store.count(viewer),
  topics: () => store.topics(viewer),
  briefing: (name) => store.briefing(viewer, name),
  latest: (wish) => store.latest(viewer, wish),
  search: (wish) => search(store, viewer, wish),
  titles: (typed, limit) => titles(store, viewer, typed, limit),
  answer: (question, wish) => answerer.answer(store, viewer, question, wish),
  newest: (about, wish) => answerer.newest(store, viewer, about, wish),
})

const search = async (store: Store, viewer: Viewer, wish: SearchWish): Promise<SearchResult> => {
  const { offset, limit, query } = wish
  const all = await store.candidates(viewer, { ...wish, ...candidates })
  const isLoose = all.total === 0 && query.clauses.length > 1
  const used: Query = isLoose ? { ...query, match: 'any' } : query
  const found = isLoose
    ? await store.candidates(viewer, { ...wish, ...candidates, query: used })
    : all
  const page = ranked(found.rows, asked(used), found.counts).slice(offset, offset + limit)
  const briefings = await store.briefings(
    viewer,
    page.map(({ row }) => row.key),
  )
  const items = page.flatMap(({ row, score: points }) => {
    const briefing = briefings.get(row.key)
    return briefing ? [hitOf(briefing, used, found.counts, points)] : []
  })
  return { items, total: found.total, listed: found.rows.length, match: used.match }
}

const hitOf = (briefing: Briefing, query: Query, counts: Counts, points: number): Hit => ({
  ...headlineOf(briefing),
  snippet: snippet(briefing, query, counts),
  score: Math.round(points * 1e4) / 1e4,
})

/** The sentence, BLUF included, that holds most of what is asked; the first of equals. */
const snippet = (briefing: Briefing, query: Query, counts: Counts): string => {
  const match = matcher(query)
  const weigh = (text: string): number => {
    const keys = new Set(terms(text).flatMap((term) => match(term) ?? []))
    return [...keys].reduce((sum, key) => sum + idf(counts, key), 0)
  }
  const texts = [briefing.bluf, ...briefing.passages.map(({ text }) => text)]
  return texts
    .map((text) => ({ text, weight: weigh(text) }))
    .reduce((a, b) => (b.weight > a.weight ? b : a)).text
}

/** The last word may still be being typed. */
const titles = async (store: Store, viewer: Viewer, typed: string, limit: number) => {
  const spaced = typed.replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ').trim()
  if (spaced === '') {
    const { items } = await store.latest(viewer, { changes: 'new', offset: 0, limit })
    return items
  }
  const query = parseQuery(`${spaced}*`)
  const found = await store.titles(viewer, query, limit)
  if (found.length > 0) return found
  const some = await store.titles(viewer, { ...query, match: 'any' }, mostWeighed)
  const wanted = tellingTerms(spaced)
  const held = ({ title }: Headline) => {
    const own = new Set(terms(title))
    return wanted.filter((term) => own.has(term)).length / wanted.length
  }
  return some
    .filter((one) => held(one) >= halfOfThem)
    .sort((a, b) => held(b) - held(a))
    .slice(0, limit)
}

const mostWeighed = 50
const halfOfThem = 0.5
