import { type Seen, share, type Weights } from '../facts.ts'
import { gramShare, type Mask } from '../list.ts'

const count = (mask: Mask): number => {
  let bits = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) bits += 1
  return bits
}

/** BM25 over one sentence, as a share of what the question weighs; its title counts half. */
const bm25 = ({ each, all }: Weights, { sentence, facts }: Seen, title: Mask): number => {
  if (all === 0) return 0
  const times = new Map<number, number>()
  for (const { term } of sentence.hits) times.set(term, (times.get(term) ?? 0) + 1)
  const length = sentence.text.tokens.length / Math.max(1, facts.usualLength)
  let sum = 0
  for (let at = 0; at < each.length; at += 1) {
    const often = (times.get(at) ?? 0) + (title & (1 << at) ? 0.5 : 0)
    if (often > 0) sum += ((each[at] ?? 0) * often * 2.2) / (often + 1.2 * (0.25 + 0.75 * length))
  }
  return sum / all
}

/** The heaviest term that is not there, against the heaviest of all. */
const heaviestMissing = ({ each }: Weights, mask: Mask): number => {
  const top = Math.max(...each, 1e-9)
  return each.reduce(
    (most, weight, at) => (mask & (1 << at) ? most : Math.max(most, weight / top)),
    0,
  )
}

/** Of the terms that are missing, the share of weight that begins like one of the sentence's words. */
const begun = ({ facts, sentence }: Seen): number => {
  const { wanted } = facts.list.question
  let mask = 0
  wanted.forEach(({ term }, at) => {
    if (sentence.held & (1 << at) || term.length < 4) return
    const beginning = ` ${term.slice(0, Math.max(4, term.length - 2))}`
    if (sentence.text.spaced.includes(beginning)) mask |= 1 << at
  })
  return share(facts.idf, mask)
}

/** Later terms count more: a question ends with what it is about. */
const weighedByPlace = ({ facts, sentence }: Seen): number => {
  const each = facts.list.question.wanted.map((_, at) => at + 1)
  return share({ each, all: each.reduce((sum, one) => sum + one, 0) }, sentence.held)
}

const last = ({ facts }: Seen): Mask => 1 << Math.max(0, facts.list.question.wanted.length - 1)
const is = (truth: boolean | number): number => (truth ? 1 : 0)

/** How much of what is asked the sentence says. */
export const overlap = {
  share: ({ facts, sentence }: Seen) => share(facts.idf, sentence.held),
  shareWithTitle: ({ facts, sentence: { held, title } }: Seen) => share(facts.idf, held | title),
  count: ({ facts, sentence }: Seen) =>
    count(sentence.held) / Math.max(1, facts.list.question.wanted.length),
  bm25: (seen: Seen) => bm25(seen.facts.idf, seen, 0),
  bm25WithTitle: (seen: Seen) => bm25(seen.facts.idf, seen, seen.sentence.title),
  missing: ({ facts, sentence }: Seen) => heaviestMissing(facts.idf, sentence.held),
  missingWithTitle: ({ facts, sentence: { held, title } }: Seen) =>
    heaviestMissing(facts.idf, held | title),
  begun,
  first: ({ sentence }: Seen) => is(sentence.held & 1),
  last: (seen: Seen) => is(seen.sentence.held & last(seen)),
  byPlace: weighedByPlace,
  local: ({ facts, sentence }: Seen) => share(facts.local, sentence.held),
  localWithTitle: ({ facts, sentence: { held, title } }: Seen) => share(facts.local, held | title),
}

/** The same, each term by how likely an answer says it at all. */
export const rated = {
  rated: ({ facts, sentence }: Seen) => share(facts.rated, sentence.held),
  ratedWithTitle: ({ facts, sentence: { held, title } }: Seen) => share(facts.rated, held | title),
  ratedWithBefore: ({ facts, sentence: { held, title, before } }: Seen) =>
    share(facts.rated, held | title | before),
  ratedAround: ({ facts, sentence: { held, title, before, after } }: Seen) =>
    share(facts.rated, held | title | before | after),
  ratedInBriefing: ({ facts, sentence }: Seen) => share(facts.rated, sentence.briefing),
  ratedLocal: ({ facts, sentence }: Seen) => share(facts.ratedLocal, sentence.held),
  ratedLocalWithTitle: ({ facts, sentence: { held, title } }: Seen) =>
    share(facts.ratedLocal, held | title),
  ratedBm25: (seen: Seen) => bm25(seen.facts.rated, seen, seen.sentence.title),
}

/** Groups of letters: what no stemmer joins, and slips of the pen. */
export const letters = {
  three: ({ facts, sentence }: Seen) =>
    gramShare(facts.grams.three, sentence.text.spaced, sentence.held),
  four: ({ facts, sentence }: Seen) =>
    gramShare(facts.grams.four, sentence.text.spaced, sentence.held),
  five: ({ facts, sentence }: Seen) =>
    gramShare(facts.grams.five, sentence.text.spaced, sentence.held),
  fourByLength: ({ facts, sentence: { text, held } }: Seen) =>
    gramShare(facts.grams.four, text.spaced, held) / (1 + Math.log1p(text.tokens.length)),
  fourInBriefing: ({ facts, sentence }: Seen) => facts.grams.of[sentence.of] ?? 0,
}
