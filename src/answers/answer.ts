import { type Briefing, type Headline, headlineOf, leadSource } from '#core/briefing'
import { likelihoodsIn } from '#core/likelihood'
import { anyOf, asked } from '#core/query'
import { type Counts, idf, ranked } from '#core/rank'
import type { Answer, Quote } from '#core/read'
import type { Store } from '#core/store'
import { tellingTerms, terms } from '#core/terms'
import type { Viewer } from '#core/viewer'

const candidates = { best: 50, newest: 20 }
const readClosely = 8
const mostSentences = 3
const mostNearest = 3
/** Below this share of what the question asks for, a sentence is no answer. */
const enough = 0.7
/** Below this share, a briefing is not even near. */
const nearEnough = 0.2
/** A further sentence is shown when it is nearly as good as the best. */
const nearlyAsGood = 0.9

/** `near` is the share it carries, `score` the same unless it answers another question. */
type Found = { quote: Quote; score: number; near: number; order: number }

/** Answers in stored sentences, or not at all; reads as the viewer and knows of nothing else. */
export const answer = async (store: Store, viewer: Viewer, question: string): Promise<Answer> => {
  const wanted = tellingTerms(question)
  const query = anyOf(wanted)
  const { rows, counts } = await store.candidates(viewer, { query, ...candidates })
  const best = ranked(rows, asked(query), counts).slice(0, readClosely)
  const briefings = await store.briefings(
    viewer,
    best.map(({ row }) => row.key),
  )
  const read = best.flatMap(({ row }) => briefings.get(row.key) ?? [])
  const weights = wanted.map((term) => ({ term, weight: idf(counts, term) }))
  const names = namesIn(question, wanted, counts)
  const found = read
    .flatMap((briefing, at) => judge(briefing, at, { question, weights, names }))
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

/** Up to three, nearly as good as the best, in reading order. */
const chosen = (found: readonly Found[], top: number): Quote[] =>
  found
    .filter((one) => one.score >= Math.max(enough, top * nearlyAsGood))
    .slice(0, mostSentences)
    .sort((a, b) => a.order - b.order)
    .map(({ quote }) => quote)

/** The briefings of the best sentences, each once. */
const nearest = (found: readonly Found[]): Headline[] => {
  const near = found
    .filter((one) => one.near >= nearEnough)
    .sort((a, b) => b.near - a.near || a.order - b.order)
    .map(({ quote }) => quote.of)
  return [...new Map(near.map((of) => [of.slug, of])).values()].slice(0, mostNearest)
}

type Asked = { question: string; weights: { term: string; weight: number }[]; names: string[] }

/**
 * The share of the question's weight that a sentence carries; its briefing's title counts half. A
 * sentence that leaves out a name, or a word that no briefing holds, answers another question.
 */
const judge = (briefing: Briefing, at: number, asked: Asked): Found[] => {
  const source = leadSource(briefing.sources)
  if (!source) return []
  const all = asked.weights.reduce((sum, { weight }) => sum + weight, 0)
  const title = new Set(terms(briefing.title))
  const of = headlineOf(briefing)
  const kind = askedKind(asked.question)
  return briefing.passages.flatMap(({ section, text }, position) => {
    // Confidence and review date mean nothing without their judgement; they come along with it.
    if (section === 'Assessed' && likelihoodsIn(text).length === 0) return []
    const held = new Set(terms(text))
    const share = asked.weights.reduce(
      (sum, { term, weight }) =>
        sum + weight * (held.has(term) ? 1 : title.has(term) ? titleShare : 0),
      0,
    )
    const isAbout = asked.names.every((name) => held.has(name) || title.has(name))
    const near = all > 0 ? share / all : 0
    const fits = kind.test(text) ? 1 : 0
    const next = section === 'Assessed' ? briefing.passages[position + 1]?.text : undefined
    return {
      quote: { text, section, of, source, ...(next && { confidence: next }) },
      score: isAbout ? near * (kindShare * fits + 1 - kindShare) : 0,
      near,
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
  [/\b(?:when|what (?:date|day|month|year))\b/i, new RegExp(`\\b(?:when|${months}|\\d{4})\\b`)],
  [
    /\bhow (?:many|much)\b/i,
    /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|how (?:many|much)|figures?)\b/i,
  ],
  [/\b(?:who|which|whose|what countr(?:y|ies))\b/i, /\b(?:names?|named|naming|called)\b/i],
]
const askedKind = (question: string): RegExp =>
  kinds.find(([asks]) => asks.test(question))?.[1] ?? /(?:)/

/** Terms a sentence must carry: what is written as a name, and what no briefing here holds at all. */
const namesIn = (question: string, wanted: readonly string[], { holding }: Counts): string[] => {
  const written = [...question.matchAll(/(?<=\S\s+)["“'‘(]*(\p{Lu}[\p{L}\p{M}.]+)/gu)]
  const named = new Set(written.flatMap(([, name = '']) => terms(name)))
  return wanted.filter((term) => named.has(term) || (holding.get(term) ?? 0) === 0)
}
