import type { Question } from './question.ts'
import { synonymsOf } from './synonyms.ts'
import type { Text, Token } from './text.ts'

/** A briefing as the ranker reads it; `points` is how well it fits as a whole (core/rank.ts). */
export type Read = {
  title: Text
  passages: readonly Text[]
  points: number
  /** What its neighbours in the list are judged by. */
  topic: string
  /** The year it was written in: "in 2026" need not stand in it. */
  year: string
}

/** A set of the question's terms, the first the lowest bit. */
export type Mask = number

/** One sentence of one briefing with what it holds of the question. */
export type Sentence = {
  /** Which briefing of the list, and which of its sentences. */
  of: number
  position: number
  text: Text
  held: Mask
  /** Where the question's terms stand in it: index of the word, index of the term. */
  hits: readonly { at: number; term: number }[]
  title: Mask
  before: Mask
  after: Mask
  briefing: Mask
}

/** The question and the sentences it is asked of, with what only all of them together tell. */
export type List = {
  question: Question
  read: readonly Read[]
  sentences: readonly Sentence[]
}

/** Groups of letters of the question's telling words; rare ones, among these sentences, weigh more. */
export type Grams = { gram: string; weight: number; terms: Mask }[]

const maskOf = (tokens: readonly Token[], index: ReadonlyMap<string, number>): Mask => {
  let mask = 0
  for (const { term } of tokens) {
    const at = index.get(term)
    if (at !== undefined) mask |= 1 << at
  }
  return mask
}

const hitsOf = (tokens: readonly Token[], index: ReadonlyMap<string, number>) =>
  tokens.flatMap(({ term }, at) => {
    const found = index.get(term)
    return found === undefined ? [] : [{ at, term: found }]
  })

/** Each with the terms in whose words it stands. */
const gramsOf = ({ wanted, text }: Question, size: number): Map<string, Mask> => {
  const places = new Map(wanted.map(({ term }, at) => [term, at]))
  const grams = new Map<string, Mask>()
  for (const { term, written } of text.tokens) {
    const place = places.get(term)
    if (place === undefined) continue
    const word = ` ${written} `
    for (let at = 0; at + size <= word.length && grams.size < mostGrams; at += 1) {
      const gram = word.slice(at, at + size)
      grams.set(gram, (grams.get(gram) ?? 0) | (1 << place))
    }
  }
  return grams
}
const mostGrams = 200

/** Weighs each group by how few of the sentences hold it. */
export const gramsIn = (
  question: Question,
  sentences: readonly { text: Text }[],
  size: number,
): Grams =>
  [...gramsOf(question, size)].map(([gram, terms]) => {
    let holding = 0
    for (const { text } of sentences) if (text.spaced.includes(gram)) holding += 1
    const weight = Math.log(1 + (sentences.length - holding + 0.5) / (holding + 0.5))
    return { gram, weight, terms }
  })

/** The share of their weight that stands in a text; what stands there in another word counts too. */
export const gramShare = (grams: Grams, spaced: string, held: Mask): number => {
  let sum = 0
  let all = 0
  for (const { gram, weight, terms } of grams) {
    all += weight
    if (terms & held || spaced.includes(gram)) sum += weight
  }
  return all === 0 ? 0 : sum / all
}

/** Each term, and what may stand for it where the question does not ask for that as well. */
const indexOf = ({ wanted }: Question): Map<string, number> => {
  const index = new Map<string, number>()
  wanted.forEach(({ term }, at) => {
    for (const other of synonymsOf(term)) if (!index.has(other)) index.set(other, at)
  })
  wanted.forEach(({ term }, at) => {
    index.set(term, at)
  })
  return index
}

export const listOf = (question: Question, read: readonly Read[]): List => {
  const index = indexOf(question)
  const sentences = read.flatMap(({ title, passages, year }, of): Sentence[] => {
    const ofTitle =
      maskOf(title.tokens, index) | (index.has(year) ? 1 << (index.get(year) ?? 0) : 0)
    const masks = passages.map(({ tokens }) => maskOf(tokens, index))
    const all = masks.reduce((sum, mask) => sum | mask, ofTitle)
    return passages.map((text, position) => ({
      of,
      position,
      text,
      held: masks[position] ?? 0,
      hits: hitsOf(text.tokens, index),
      title: ofTitle,
      before: masks[position - 1] ?? 0,
      after: masks[position + 1] ?? 0,
      briefing: all,
    }))
  })
  return { question, read, sentences }
}
