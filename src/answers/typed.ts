import type { Kind, Question } from './question.ts'
import type { Text, Token } from './text.ts'

/** Words of a sentence that are of the kind a question asks for and were not in it; undefined where no kind tells. */
export type Candidates = readonly number[] | undefined

const dateWord =
  /^(?:\d{3,4}s?|january|february|march|april|may|june|july|august|september|october|november|december|century|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/

const kinds: Partial<Record<Kind, (token: Token) => boolean>> = {
  when: ({ written }) => dateWord.test(written),
  number: ({ isNumber }) => isNumber,
  who: ({ isName }) => isName,
  where: ({ isName }) => isName,
}

export const candidatesIn = ({ kind, text }: Question, { tokens }: Text): Candidates => {
  const fits = kinds[kind]
  if (!fits) return undefined
  const isAsked = (term: string) => text.tokens.some((one) => one.term === term)
  return tokens.flatMap((token, at) => (fits(token) && !isAsked(token.term) ? [at] : []))
}
