import { isStopTerm, startOf, terms, words } from './terms.ts'

/** What a search looks for; every part is made of terms, which hold letters and digits only. */
export type Clause =
  | { kind: 'term'; term: string }
  | { kind: 'phrase'; terms: string[] }
  /** `starts` are beginnings of a term; `whole` are terms the stemmer may have made of such a word. */
  | { kind: 'prefix'; starts: string; whole: string[] }

export type Query = { match: 'all' | 'any'; clauses: Clause[]; without: Clause[] }

const longestQuery = 1_000
const mostClauses = 32

// Curly quotes come from phones.
const part = /(?<not>-)?(?:["“”](?<phrase>[^"“”]*)["“”]?|(?<word>[^\s"“”]+))/gu

/** Reads `words "a phrase" -without begin*`. Never throws; a query of punctuation only has no clauses. */
export const parseQuery = (text: string): Query => {
  const clauses: Clause[] = []
  const without: Clause[] = []
  for (const { groups } of text.slice(0, longestQuery).matchAll(part)) {
    const found = groups?.phrase !== undefined ? phrase(groups.phrase) : word(groups?.word ?? '')
    ;(groups?.not ? without : clauses).push(...found)
  }
  return {
    match: 'all',
    clauses: telling(distinct(clauses)).slice(0, mostClauses),
    without: distinct(without).slice(0, mostClauses),
  }
}

/** A query that any one of the terms satisfies. */
export const anyOf = (found: readonly string[]): Query => ({
  match: 'any',
  clauses: found.slice(0, mostClauses).map((term) => ({ kind: 'term', term })),
  without: [],
})

const phrase = (text: string): Clause[] => {
  const found = terms(text)
  if (found.length > 1) return [{ kind: 'phrase', terms: found }]
  return found.map((term) => ({ kind: 'term', term }))
}

const word = (text: string): Clause[] => {
  const [only, ...more] = words(text)
  // A hyphenated word (counter-terrorism) is one thing, wherever its parts stand together.
  if (!only || more.length > 0 || !text.endsWith('*')) return phrase(text)
  const start = startOf(text.slice(only.start, only.end))
  if (start.length < 2) return phrase(text)
  const whole = [...new Set([only.term, ...cut(start)])].filter(
    (term) => !term.startsWith(start) && term.length >= Math.min(4, start.length),
  )
  return [{ kind: 'prefix', starts: start, whole }]
}

/** `integrat*` must find "integration", which is kept under `integr`. */
const cut = (start: string): string[] => {
  const letters = [...start]
  return [1, 2, 3].map((less) => letters.slice(0, -less).join(''))
}

const distinct = (clauses: Clause[]): Clause[] => [
  ...new Map(clauses.map((clause) => [JSON.stringify(clause), clause])).values(),
]

const telling = (clauses: Clause[]): Clause[] => {
  const kept = clauses.filter((clause) => clause.kind !== 'term' || !isStopTerm(clause.term))
  return kept.length > 0 ? kept : clauses
}

/** One thing a query asks for, as the ranker counts it. */
export type Asked = { key: string; clause: Exclude<Clause, { kind: 'phrase' }> }

/** What a query asks for, a phrase word by word. */
export const asked = ({ clauses }: Query): Asked[] => {
  const found = clauses.flatMap((clause): Asked[] => {
    if (clause.kind === 'prefix') return [{ key: `${clause.starts}*`, clause }]
    const terms = clause.kind === 'term' ? [clause.term] : clause.terms.filter(isTelling)
    return terms.map((term) => ({ key: term, clause: { kind: 'term', term } }))
  })
  return [...new Map(found.map((one) => [one.key, one])).values()]
}

const isTelling = (term: string): boolean => !isStopTerm(term)

/** The key under which a text's term is asked for, or undefined where it is not. */
export const matcher = (query: Query): ((term: string) => string | undefined) => {
  const wanted = asked(query)
  const whole = new Map<string, string>()
  for (const { key, clause } of wanted)
    for (const term of clause.kind === 'term' ? [clause.term] : clause.whole) whole.set(term, key)
  const starts = wanted.flatMap(({ key, clause }) =>
    clause.kind === 'prefix' ? [{ key, starts: clause.starts }] : [],
  )
  if (starts.length === 0) return (term) => whole.get(term)
  return (term) => whole.get(term) ?? starts.find((one) => term.startsWith(one.starts))?.key
}
