import type { Wanted } from './question.ts'
import rates from './rates.json' with { type: 'json' }
import type { Token } from './text.ts'

/** How often a term stands in the sentence that answers: names, numbers, other words, and some by themselves. */
export type Rates = { name: number; number: number; word: number; terms: Record<string, number> }

const known = new Map<string, number>(Object.entries(rates.terms))

/**
 * How often a term of a question stands in the sentence that answers it: names nearly always, "kind"
 * and "percentage" hardly ever. Counted by `npm run train:answers`.
 */
export const rateOf = ({ term, isName, isNumber }: Wanted): number => {
  if (isName) return rates.name
  if (isNumber) return rates.number
  return known.get(term) ?? rates.word
}

/** Whether a question writes a term as a name, as a number, or as any other word. */
export const kindOfTerm = (tokens: readonly Token[], term: string): 'name' | 'number' | 'word' => {
  const own = tokens.filter((token) => token.term === term)
  if (own.some(({ isName }) => isName)) return 'name'
  return own.some(({ isNumber }) => isNumber) ? 'number' : 'word'
}
