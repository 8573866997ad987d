import type { Seen } from '../facts.ts'
import type { Token } from '../text.ts'

const pairsOf = (tokens: readonly Token[], of: (token: Token) => string): string[] =>
  tokens.slice(1).map((token, at) => ` ${of(tokens[at] ?? token)} ${of(token)} `)

const triplesOf = (tokens: readonly Token[]): string[] =>
  tokens.slice(2).map(
    (_, at) =>
      ` ${tokens
        .slice(at, at + 3)
        .map(({ written }) => written)
        .join(' ')} `,
  )

const shareIn = (texts: readonly string[], spaced: string): number =>
  texts.length === 0 ? 0 : texts.filter((text) => spaced.includes(text)).length / texts.length

/** Words of the longest run of the question that stands in the sentence as it was asked. */
const longestRun = ({ facts, sentence }: Seen): number => {
  const asked = facts.list.question.text.tokens
  const { tokens } = sentence.text
  let longest = 0
  let before = new Int16Array(tokens.length + 1)
  for (const { term } of asked) {
    const now = new Int16Array(tokens.length + 1)
    for (let at = 0; at < tokens.length; at += 1)
      if (tokens[at]?.term === term) {
        const run = (before[at] ?? 0) + 1
        now[at + 1] = run
        longest = Math.max(longest, run)
      }
    before = now
  }
  return longest
}

/** Neighbouring words that stand side by side in both, by their stems, weighed by what they weigh together. */
const weighedPairs = ({ facts, sentence }: Seen): number => {
  const { text, wanted } = facts.list.question
  const weights = new Map(wanted.map(({ term, weight }) => [term, weight]))
  const there = new Set(pairsOf(sentence.text.tokens, ({ term }) => term))
  let all = 0
  let held = 0
  pairsOf(text.tokens, ({ term }) => term).forEach((pair, at) => {
    const one = weights.get(text.tokens[at]?.term ?? '') ?? 0
    const other = weights.get(text.tokens[at + 1]?.term ?? '') ?? 0
    all += one + other
    if (there.has(pair)) held += one + other
  })
  return all === 0 ? 0 : held / all
}

/** Neighbouring terms of the question that keep their order, however far apart. */
const inOrder = ({ facts, sentence }: Seen): number => {
  const { wanted } = facts.list.question
  if (wanted.length < 2) return 0
  const first = new Map<number, number>()
  const last = new Map<number, number>()
  for (const { at, term } of sentence.hits) {
    if (!first.has(term)) first.set(term, at)
    last.set(term, at)
  }
  const ordered = wanted.filter(
    (_, at) => (first.get(at) ?? Number.POSITIVE_INFINITY) < (last.get(at + 1) ?? -1),
  )
  return ordered.length / (wanted.length - 1)
}

/** How close together its terms of the question stand: 1 where nothing lies between. */
const density = ({ sentence: { hits } }: Seen): number => {
  const distinct = new Set(hits.map(({ term }) => term)).size
  if (distinct < 2) return distinct
  let narrowest = Number.POSITIVE_INFINITY
  const seen = new Map<number, number>()
  for (const { at, term } of hits) {
    seen.set(term, at)
    if (seen.size === distinct) narrowest = Math.min(narrowest, at - Math.min(...seen.values()))
  }
  return distinct / (narrowest + 1)
}

/** The share that stands in the very form that was asked. */
const exact = ({ facts, sentence }: Seen): number => {
  const { text, wanted } = facts.list.question
  const { all } = facts.idf
  if (all === 0) return 0
  const written = new Map(text.tokens.map((token) => [token.term, token.written]))
  const held = wanted.filter(({ term }) => sentence.text.spaced.includes(` ${written.get(term)} `))
  return held.reduce((sum, { weight }) => sum + weight, 0) / all
}

/** Whether it is said in the words, and in the order, in which it is asked. */
export const wording = {
  run: (seen: Seen) => longestRun(seen) / Math.max(1, seen.facts.list.question.text.tokens.length),
  pairs: ({ facts, sentence }: Seen) =>
    shareIn(
      pairsOf(facts.list.question.text.tokens, ({ written }) => written),
      sentence.text.spaced,
    ),
  triples: ({ facts, sentence }: Seen) =>
    shareIn(triplesOf(facts.list.question.text.tokens), sentence.text.spaced),
  weighedPairs,
  inOrder,
  density,
  exact,
}
