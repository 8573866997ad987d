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

/** How a sentence names what it leaves open: "does not say how many" answers "how many?". */
const open: Record<Kind, RegExp> = {
  when: /^(?:when|dates?)$/,
  number: /^(?:how|what|numbers?|figures?|costs?|prices?)$/,
  who: /^(?:who|whom|whose|names?)$/,
  where: /^(?:where|places?)$/,
  why: /^(?:why|reasons?)$/,
  how: /^how$/,
  what: /^(?:which|what|names?|none)$/,
  whether: /^whether$/,
}
const denial = / (?:no|not|none|never|nor) /

export const candidatesIn = (
  { kind, measure, text }: Question,
  { tokens, spaced }: Text,
): Candidates => {
  const fits = measure ? ({ unit }: Token) => unit === measure : kinds[kind]
  const gap = denial.test(spaced) ? open[measure ? 'number' : kind] : undefined
  const isAsked = (term: string) => text.tokens.some((one) => one.term === term)
  const found = tokens.flatMap((token, at) =>
    gap?.test(token.written) || (fits?.(token) && (measure || !isAsked(token.term))) ? [at] : [],
  )
  return fits || found.length > 0 ? found : undefined
}
