import { type Briefing, type Headline, headlineOf, leadSource } from '#core/briefing'
import { anyOf, asked } from '#core/query'
import { type Counts, idf, score } from '#core/rank'
import type { Answer, Quote } from '#core/read'
import type { Store } from '#core/store'
import { tellingTerms, terms } from '#core/terms'
import type { Viewer } from '#core/viewer'

const candidates = { best: 50, newest: 20 }
const readClosely = 8
const mostSentences = 3
const mostNearest = 3
/** Below this share of what the question asks for, a sentence is no answer. */
const enough = 0.6
/** Below this share, a briefing is not even near. */
const nearEnough = 0.2
/** A further sentence is shown when it is nearly as good as the best. */
const nearlyAsGood = 0.9

type Found = { quote: Quote; score: number; order: number }

/** Answers in stored sentences, or not at all; reads as the viewer and knows of nothing else. */
export const answer = async (store: Store, viewer: Viewer, question: string): Promise<Answer> => {
  const wanted = tellingTerms(question)
  const query = anyOf(wanted)
  const { rows, counts } = await store.candidates(viewer, { query, ...candidates })
  const asks = asked(query)
  const best = rows
    .map((row) => ({ ...row, score: score(row.bag, asks, counts) }))
    .sort(
      (a, b) => b.score - a.score || compare(b.published, a.published) || compare(a.slug, b.slug),
    )
    .slice(0, readClosely)
  const briefings = await store.briefings(
    viewer,
    best.map(({ key }) => key),
  )
  const read = best.flatMap(({ key }) => briefings.get(key) ?? [])
  const found = read
    .flatMap((briefing, at) => judge(briefing, at, question, wanted, counts))
    .sort((a, b) => b.score - a.score || a.order - b.order)
  const top = found[0]?.score ?? 0
  const isAnswered = top >= enough
  return {
    question,
    terms: wanted,
    score: Math.round(top * 1e4) / 1e4,
    sentences: isAnswered ? chosen(found, top) : [],
    nearest: isAnswered ? [] : nearest(found),
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Up to three, nearly as good as the best, in reading order. */
const chosen = (found: readonly Found[], top: number): Quote[] =>
  found
    .filter((one) => one.score >= Math.max(enough, top * nearlyAsGood))
    .slice(0, mostSentences)
    .sort((a, b) => a.order - b.order)
    .map(({ quote }) => quote)

/** The briefings of the best sentences, each once. */
const nearest = (found: readonly Found[]): Headline[] => {
  const near = found.filter((one) => one.score >= nearEnough).map(({ quote }) => quote.of)
  return [...new Map(near.map((of) => [of.slug, of])).values()].slice(0, mostNearest)
}

/** The share of the question's weight that a sentence carries; its briefing's title counts half. */
const judge = (
  briefing: Briefing,
  at: number,
  question: string,
  wanted: readonly string[],
  counts: Counts,
): Found[] => {
  const source = leadSource(briefing.sources)
  if (!source) return []
  const weights = wanted.map((term) => ({ term, weight: idf(counts, term) }))
  const all = weights.reduce((sum, { weight }) => sum + weight, 0)
  const title = new Set(terms(briefing.title))
  const of = headlineOf(briefing)
  const kind = askedKind(question)
  return briefing.passages.map(({ section, text }, position) => {
    const held = new Set(terms(text))
    const share = weights.reduce(
      (sum, { term, weight }) =>
        sum + weight * (held.has(term) ? 1 : title.has(term) ? titleShare : 0),
      0,
    )
    const fits = kind?.test(text) ? 1 : 0
    const carried = all > 0 ? share / all : 0
    return {
      quote: { text, section, of, source },
      score: carried * (kindShare * fits + 1 - kindShare),
      order: at * 1_000 + position,
    }
  })
}

const titleShare = 0.5
const kindShare = 0.15

const months =
  'January|February|March|April|May|June|July|August|September|October|November|December'

/** What an answer to such a question holds. */
const kinds: readonly [RegExp, RegExp][] = [
  [/\b(?:when|what (?:date|day|month|year))\b/i, new RegExp(`\\b(?:${months}|\\d{4})\\b`)],
  [
    /\bhow (?:many|much)\b/i,
    /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|how (?:many|much)|figures?)\b/i,
  ],
]
const askedKind = (question: string): RegExp =>
  kinds.find(([asks]) => asks.test(question))?.[1] ?? /(?:)/
