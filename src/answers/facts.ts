import { isCountry } from './countries.ts'
import { type Grams, gramShare, gramsIn, type List, type Mask, type Sentence } from './list.ts'
import { rateOf } from './rates.ts'
import { type Candidates, candidatesIn } from './typed.ts'

/** Weights of the question's terms, and their sum. */
export type Weights = { each: readonly number[]; all: number }

const weights = (each: readonly number[]): Weights => ({
  each,
  all: each.reduce((sum, weight) => sum + weight, 0),
})

/** The share of the weight that a set of terms has; 0 where nothing weighs. */
export const share = ({ each, all }: Weights, mask: Mask): number => {
  if (all === 0) return 0
  let sum = 0
  for (let at = 0; at < each.length; at += 1) if (mask & (1 << at)) sum += each[at] ?? 0
  return sum / all
}

/** What all sentences of a list are judged by, worked out once. */
export type Facts = {
  list: List
  /** By how few briefings hold a term, and by how few of these sentences. */
  idf: Weights
  local: Weights
  /** The same two, by how likely an answer says the term at all. */
  rated: Weights
  ratedLocal: Weights
  names: Weights
  numbers: Weights
  others: Weights
  /** A briefing's points against the best of the list; the best of its topic. */
  points: readonly number[]
  topics: readonly number[]
  /** The most that any sentence of a briefing holds, with its title. */
  best: readonly number[]
  /** Groups of three, four and five letters, and what each briefing holds of those of four. */
  grams: { three: Grams; four: Grams; five: Grams; of: readonly number[] }
  usualLength: number
  /** Terms that name or count something, as the question writes them or as the briefings do. */
  telling: Mask
  /** Those that are written in digits, and those that name countries. */
  figures: Mask
  countries: Mask
  asked: ReadonlySet<string>
}

/** One sentence under judgement. */
export type Seen = { facts: Facts; sentence: Sentence; candidates: Candidates }

export const factsOf = (list: List): Facts => {
  const { question, read, sentences } = list
  const { wanted } = question
  const idf = weights(wanted.map(({ weight }) => weight))
  const local = weights(wanted.map((_, at) => localWeight(sentences, at)))
  const only = (is: (one: (typeof wanted)[number]) => boolean) =>
    weights(wanted.map((one) => (is(one) ? one.weight : 0)))
  const maskOf = (is: (one: (typeof wanted)[number]) => boolean): Mask =>
    wanted.reduce((mask, one, at) => (is(one) ? mask | (1 << at) : mask), 0)
  const top = Math.max(...read.map(({ points }) => points), 1e-9)
  const points = read.map((one) => one.points / top)
  const four = gramsIn(question, sentences, 4)
  const words = sentences.reduce((sum, { text }) => sum + text.tokens.length, 0)
  return {
    list,
    idf,
    local,
    rated: weights(wanted.map((one) => one.weight * rateOf(one))),
    ratedLocal: weights(wanted.map((one, at) => (local.each[at] ?? 0) * rateOf(one))),
    names: only(({ isName }) => isName),
    numbers: only(({ isNumber }) => isNumber),
    others: only(({ isName, isNumber }) => !isName && !isNumber),
    points,
    topics: bestOfTopic(list, points),
    best: bestShares(list, idf),
    grams: {
      three: gramsIn(question, sentences, 3),
      four,
      five: gramsIn(question, sentences, 5),
      of: read.map(({ title, passages }, at) =>
        gramShare(
          four,
          passages.map(({ spaced }) => spaced).join('') + title.spaced,
          sentences.find(({ of }) => of === at)?.briefing ?? 0,
        ),
      ),
    },
    usualLength: words / Math.max(1, sentences.length),
    telling: tellingIn(list),
    figures: maskOf(({ term }) => /^\d/.test(term)),
    countries: maskOf(({ term }) => isCountry(term)),
    asked: new Set(question.text.tokens.map(({ term }) => term)),
  }
}

const tellingIn = ({ question, sentences }: List): Mask => {
  const named = new Set<string>()
  const other = new Set<string>()
  for (const { text } of sentences)
    for (const { term, isName } of text.tokens.slice(1)) (isName ? named : other).add(term)
  return question.wanted.reduce((mask, { term, isName, isNumber }, at) => {
    const isTelling = isName || isNumber || (named.has(term) && !other.has(term))
    return isTelling ? mask | (1 << at) : mask
  }, 0)
}

const localWeight = (sentences: readonly Sentence[], at: number): number => {
  let holding = 0
  for (const { held } of sentences) if (held & (1 << at)) holding += 1
  return Math.log(1 + (sentences.length - holding + 0.5) / (holding + 0.5))
}

const bestOfTopic = ({ read }: List, points: readonly number[]): number[] => {
  const best = new Map<string, number>()
  read.forEach(({ topic }, at) => {
    best.set(topic, Math.max(best.get(topic) ?? 0, points[at] ?? 0))
  })
  return read.map(({ topic }) => best.get(topic) ?? 0)
}

const bestShares = ({ read, sentences }: List, idf: Weights): number[] => {
  const best = read.map(() => 0)
  for (const { of, held, title } of sentences)
    best[of] = Math.max(best[of] ?? 0, share(idf, held | title))
  return best
}

export const seen = (facts: Facts, sentence: Sentence): Seen => ({
  facts,
  sentence,
  candidates: candidatesIn(facts.list.question, sentence.text),
})
