import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Clause, Query } from '#core/query'
import { searchKey } from '../tables/publish.ts'
import type { Schema } from '../tables/schema.ts'
import { speechOf } from '../tables/speech.ts'
import { type Held, pageOf } from '../tables/spellings/nearest-term.ts'
import type { Wall } from '../tables/walls.ts'
import { seqBits, type Within, type WordIndex } from '../tables/words.ts'
import { anyOf, dense, densities, emit, emitClause } from './query.ts'
import { rankWeights, titleVector, wordVector } from './vector.ts'

type Db = Kysely<Schema>

/** So many are put in order by their words; of more, those are taken that are most likely to be best. */
const mostRanked = 3_000

const behind = (walls: readonly Wall[]): RawBuilder<unknown> =>
  sql`wall in (${sql.join(walls.map(({ id }) => sql.lit(id)))})`

/** Which rows match; the day stands in the key. */
const matching = (
  walls: readonly Wall[],
  expression: string,
  { since, topic }: Within,
): RawBuilder<unknown> => sql`from searched where worded @@ ${expression}::tsquery
  and ${behind(walls)}
  ${since ? sql`and key >= ${searchKey(since, 0)}` : sql``}
  ${topic ? sql`and key % ${sql.lit(seqBits)} in (select seq from listing where topic = ${topic})` : sql``}`

/** A single term, whose briefings are counted already. */
const single = /^'([\p{L}\p{N}]+)'$/u

/** The index as tables of PostgreSQL, with one count for each term and wall. */
export const words: WordIndex = {
  expression: emit,
  clause: emitClause,
  make: async () => undefined,
  async add(db, rows) {
    const written = rows.map(({ wall, key, fields }) => ({
      ...{ wall, key },
      ...{ titled: titleVector(fields), worded: wordVector(fields) },
    }))
    if (written.length === 0) return
    const columns = { wall: 'bigint', key: 'bigint', titled: 'text', worded: 'text' } as const
    await sql`insert into searched (wall, key, titled, worded)
      select wall, key, titled::tsvector, worded::tsvector
      from ${speechOf(db).rows(written, columns)} as one`.execute(db)
    await countTerms(db, sql`in ${speechOf(db).list(rows.map(({ key }) => key))}`, 1)
  },
  async remove(db, rows) {
    if (rows.length === 0) return
    const keys = sql`in ${speechOf(db).list(rows.map(({ key }) => key))}`
    await countTerms(db, keys, -1)
    await sql`delete from searched where key ${keys}`.execute(db)
  },
  async move(db, from, to) {
    await sql`insert into vocabulary (wall, term, size)
      select ${sql.lit(to)}, term, size from vocabulary where wall = ${from} order by term
      on conflict (wall, term) do update set size = vocabulary.size + excluded.size`.execute(db)
    await sql`delete from vocabulary where wall = ${from}`.execute(db)
    await sql`update searched set wall = ${to} where wall = ${from}`.execute(db)
  },
  async count(db, walls, expression, within) {
    const [, term] = (!within.since && !within.topic && single.exec(expression)) || []
    if (term !== undefined) return (await sizes(db, walls, [term])).get(term) ?? 0
    const { rows } = await sql<{ n: number }>`
      select count(*) as n ${matching(walls, expression, within)}`.execute(db)
    return rows[0]?.n ?? 0
  },
  async candidates(db, walls, query, wish) {
    const expression = emit(query) ?? ''
    const { promising, weights } = await weigh(db, walls, query)
    const points = weights.map(
      ({ clause, idf }) =>
        sql`${sql.lit(idf)} * ts_rank(${sql.lit(rankWeights)}, worded, ${clause}::tsquery)`,
    )
    const { rows } = await sql<{ key: number; slug: string; terms: string }>`
      with newest as (select key ${matching(walls, expression, wish)}
          order by key desc limit ${wish.newest}),
        pool as materialized (select key, worded ${matching(walls, expression, wish)}
          ${promising === undefined ? sql`` : sql`and worded @@ ${promising}::tsquery`}
          order by key desc limit ${mostRanked}),
        best as (select key from pool order by ${sql.join(points, sql` + `)} desc, key desc
          limit ${wish.best})
      select key, slug, terms from (select key from newest union select key from best) as found
        join bag on bag.seq = found.key % ${sql.lit(seqBits)}`.execute(db)
    return rows
  },
  async titles(db, walls, query, limit) {
    const { rows } = await sql<{ key: number }>`select key from searched
      where titled @@ ${emit(query)}::tsquery and ${behind(walls)}
      order by key desc limit ${limit}`.execute(db)
    return rows.map(({ key }) => key)
  },
  held: async (db, walls, terms) => new Set((await sizes(db, walls, terms)).keys()),
  async beginning(db, wall, start) {
    const { rows } = await sql<{ term: string; size: number }>`select term, size from vocabulary
      where wall = ${wall} and term > ${start} and term < ${`${start}\u{10ffff}`}
        and position('!' in term) = 0 order by term`.execute(db)
    return [pageOf(rows.map(({ term, size }): Held => [term, size]))]
  },
}

/** Adds to, or takes from, how many briefings hold each term of these rows. */
const countTerms = async (db: Db, keys: RawBuilder<unknown>, by: 1 | -1): Promise<void> => {
  await sql`insert into vocabulary (wall, term, size)
    select wall, term, ${sql.lit(by)} * count(*)
    from searched cross join unnest(tsvector_to_array(worded)) as term where key ${keys}
    group by wall, term order by wall, term
    on conflict (wall, term) do update set size = vocabulary.size + excluded.size`.execute(db)
  if (by < 0) await sql`delete from vocabulary where size <= 0`.execute(db)
}

/** How many briefings behind the walls hold each of the lexemes; those that none holds are left out. */
const sizes = async (
  db: Db,
  walls: readonly Wall[],
  lexemes: readonly string[],
): Promise<Map<string, number>> => {
  const { rows } = await sql<{ term: string; size: number }>`select term, sum(size) as size
    from vocabulary where ${behind(walls)} and term in ${speechOf(db).list(lexemes)}
    group by term`.execute(db)
  return new Map(rows.map(({ term, size }) => [term, size]))
}

type Weighed = { clause: string; idf: number; term: string | undefined; size: number }

/**
 * What each clause is worth, by the rows these viewers may see alone, and which matches are the most
 * promising: undefined where there are so few that all can be put in order.
 */
const weigh = async (db: Db, walls: readonly Wall[], { match, clauses }: Query) => {
  const terms = clauses.flatMap(termsOf)
  const marked = terms.flatMap((term) => densities.map((_, level) => dense(term, level)))
  const found = await sizes(db, walls, [...terms, ...marked])
  const visible = walls.reduce((sum, { size }) => sum + size, 0)
  const weights = clauses
    .map((clause): Weighed => {
      const [rarest] = termsOf(clause).toSorted((a, b) => (found.get(a) ?? 0) - (found.get(b) ?? 0))
      const size = rarest === undefined ? visible : (found.get(rarest) ?? 0)
      const idf = Math.log(1 + (visible - size + 0.5) / (size + 0.5))
      return { clause: emitClause(clause), idf, term: rarest, size }
    })
    .sort((a, b) => a.size - b.size)
  return { weights, promising: promisingOf(weights, match, found) }
}

/** The terms that a clause certainly needs; a beginning needs none. */
const termsOf = (clause: Clause): string[] => {
  if (clause.kind === 'term') return [clause.term]
  return clause.kind === 'phrase' ? clause.terms : []
}

const promisingOf = (
  weights: readonly Weighed[],
  match: Query['match'],
  found: ReadonlyMap<string, number>,
): string | undefined => {
  const [rarest] = weights
  if (match === 'all' && rarest && rarest.size <= mostRanked) return undefined
  let left = mostRanked
  const rare = weights.filter(({ size }) => {
    left -= size
    return left >= 0
  })
  if (match === 'any' && rare.length === weights.length) return undefined
  const common = weights.slice(match === 'any' ? rare.length : 0)
  const [first, ...others] = common.map(({ clause }) => clause)
  return anyOf([
    ...(match === 'any' ? rare.map(({ clause }) => clause) : []),
    ...(match === 'any' && first && others.length > 0 ? [`(${first} & ${anyOf(others)})`] : []),
    ...common.map(({ clause, term }) => denselyHeld(clause, term, found)),
  ])
}

/** Where a common term stands most densely, as few levels down as leaves few enough. */
const denselyHeld = (
  clause: string,
  term: string | undefined,
  found: ReadonlyMap<string, number>,
): string => {
  if (term === undefined) return clause
  const level = densities.findIndex((_, at) => (found.get(dense(term, at)) ?? 0) <= mostRanked)
  return `'${dense(term, level < 0 ? densities.length - 1 : level)}'`
}
