import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Wanted } from './question.ts'
import type { Token } from './text.ts'

const rate = z.number().min(0).max(1)
const form = z.object({ name: rate, number: rate, word: rate, terms: z.record(z.string(), rate) })
export type Rates = z.infer<typeof form>

const rates = form.parse(JSON.parse(readFileSync(new URL('./rates.json', import.meta.url), 'utf8')))
const known = new Map(Object.entries(rates.terms))

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
