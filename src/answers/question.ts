import { type Counts, idf } from '#core/rank'
import { isStopTerm, tellingTerms } from '#core/terms'
import { type Measure, measureAsked } from './measures.ts'
import { synonymsOf } from './synonyms.ts'
import { readText, type Text } from './text.ts'

/** What a question wants to hear of. */
export const kinds = ['when', 'number', 'who', 'where', 'why', 'how', 'what', 'whether'] as const
export type Kind = (typeof kinds)[number]

/** A term of the question; `weight` is its idf among the briefings this viewer may see. */
export type Wanted = {
  term: string
  weight: number
  isName: boolean
  isNumber: boolean
  /** No briefing that this viewer may see has it. */
  isUnknown: boolean
}

/** A set of terms is kept in 32 bits; what a longer question asks besides is not looked for. */
export const mostTerms = 32

export type Question = {
  text: Text
  kind: Kind
  /** What is to be measured: `money` in "how much did it cost?". */
  measure?: Measure
  wanted: readonly Wanted[]
  /** Terms of the thing that is asked for: "countries" in "which countries". */
  focus: ReadonlySet<string>
}

const asks: readonly [Kind, RegExp][] = [
  [
    'when',
    /\b(?:when|what (?:date|day|month|year|century|decade|time)|(?:which|what) year|in which year)\b/i,
  ],
  [
    'number',
    /\bhow (?:many|much|long|far|old|large|big|tall|high|often)\b|\bwhat (?:percentage|number|proportion|amount|size|share)\b/i,
  ],
  ['who', /\b(?:who|whom|whose)\b/i],
  [
    'where',
    /\bwhere\b|\b(?:what|which) (?:country|city|town|state|place|region|location|continent)\b/i,
  ],
  ['why', /\b(?:why|what (?:caused?|reason|led))\b/i],
  ['how', /\bhow\b/i],
  ['what', /\b(?:what|which|name)\b/i],
]

export const kindOf = (question: string): Kind =>
  asks.find(([, pattern]) => pattern.test(question))?.[0] ?? 'whether'

const asking = /^(?:what|which|whose|many|much)$/

const focusOf = ({ tokens }: Text): Set<string> => {
  const at = tokens.findIndex(({ written }) => asking.test(written))
  if (at < 0) return new Set()
  const after = tokens.slice(at + 1, at + 4)
  const end = after.findIndex(({ term }) => isStopTerm(term))
  return new Set((end < 0 ? after : after.slice(0, end)).map(({ term }) => term))
}

/** The terms of a question that candidates are found by. */
export const termsOf = (question: string): string[] => tellingTerms(question)

export const readQuestion = (question: string, counts: Counts): Question => {
  const text = readText(question)
  const names = new Set(text.tokens.filter(({ isName }) => isName).map(({ term }) => term))
  const numbers = new Set(text.tokens.filter(({ isNumber }) => isNumber).map(({ term }) => term))
  const holding = (term: string) => counts.holding.get(term) ?? 0
  const wanted = termsOf(question)
    .slice(0, mostTerms)
    .map((term) => ({
      term,
      weight: idf(counts, term),
      isName: names.has(term),
      isNumber: numbers.has(term),
      isUnknown: holding(term) === 0 && synonymsOf(term).every((other) => holding(other) === 0),
    }))
  const measure = measureAsked(question)
  return { text, kind: kindOf(question), ...(measure && { measure }), wanted, focus: focusOf(text) }
}
