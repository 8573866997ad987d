import type { Clause, Query } from '#core/query'

/**
 * PostgreSQL's text search (https://www.postgresql.org/docs/current/datatype-textsearch.html) over terms
 * that were made here: no parser and no dictionary of its own has a say.
 */
const quoted = (term: string): string => `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

export const emitClause = (clause: Clause): string => {
  if (clause.kind === 'term') return quoted(clause.term)
  if (clause.kind === 'phrase') return `(${clause.terms.map(quoted).join(' <-> ')})`
  return `(${[`${quoted(clause.starts)}:*`, ...clause.whole.map(quoted)].join(' | ')})`
}

export const anyOf = (clauses: readonly string[]): string => `(${clauses.join(' | ')})`

/** The tsquery for a query, or undefined where there is nothing to look for. */
export const emit = ({ match, clauses, without }: Query): string | undefined => {
  if (clauses.length === 0) return undefined
  const wanted = clauses.map(emitClause).join(match === 'all' ? ' & ' : ' | ')
  return without.length > 0 ? `(${wanted}) & !${anyOf(without.map(emitClause))}` : wanted
}

/**
 * How dense a term stands in a briefing: from so much weight on (title 3, BLUF 2, body 1 for each time), it is
 * indexed once more under a mark. Of a word that half the store holds, those that are about it are found so,
 * without a look at all the others.
 */
export const densities = [4, 8, 16] as const

/** The mark: terms hold letters and digits only. */
export const dense = (term: string, level: number): string => `${term}!${level}`

export const isMarked = (lexeme: string): boolean => lexeme.includes('!')
