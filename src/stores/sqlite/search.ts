import { type Kysely, sql } from 'kysely'
import { asked, type Clause, type Query } from '#core/query'
import type { Candidate, Candidates, CandidateWish } from '#core/store'
import { searchKey, seqOf } from './publish.ts'
import type { Schema } from './schema.ts'
import { indexOf, type Wall } from './walls.ts'

type Db = Kysely<Schema>

// Terms hold letters and digits only; the quotes make even AND, OR and NEAR plain words.
const quoted = (term: string): string => `"${term.replaceAll('"', '""')}"`

const emitClause = (clause: Clause): string => {
  if (clause.kind === 'term') return quoted(clause.term)
  if (clause.kind === 'phrase') return quoted(clause.terms.join(' '))
  return `(${[`${quoted(clause.starts)} *`, ...clause.whole.map(quoted)].join(' OR ')})`
}

/** FTS5's MATCH expression for a query, or undefined where there is nothing to look for. */
export const emit = ({ match, clauses, without }: Query): string | undefined => {
  if (clauses.length === 0) return undefined
  const wanted = clauses.map(emitClause).join(match === 'all' ? ' AND ' : ' OR ')
  return without.length > 0 ? `(${wanted}) NOT (${without.map(emitClause).join(' OR ')})` : wanted
}

const lastKey = Number.MAX_SAFE_INTEGER

/** Which rows of one wall's index match; the day stands in the key, so `since` costs nothing. */
const matching = (wall: Wall, expression: string, { since, topic }: Partial<CandidateWish>) => {
  const index = sql.table(indexOf(wall.id))
  const inTopic = topic
    ? sql`and (rowid & 16777215) in (select seq from listing where topic = ${topic} and wall = ${wall.id})`
    : sql``
  const from = since ? searchKey(since, 0) : 0
  return sql`from ${index} where ${index} match ${expression}
    and rowid between ${from} and ${lastKey} ${inTopic}`
}

const countMatches = async (
  db: Db,
  walls: readonly Wall[],
  expression: string,
  wish: Partial<CandidateWish> = {},
) => {
  if (walls.length === 0) return 0
  const counts = walls.map((wall) => sql`select count(*) as n ${matching(wall, expression, wish)}`)
  const { rows } = await sql<{ n: number }>`${sql.join(counts, sql` union all `)}`.execute(db)
  return rows.reduce((sum, { n }) => sum + n, 0)
}

const keys = async (db: Db, walls: readonly Wall[], expression: string, wish: CandidateWish) => {
  const parts = walls.flatMap((wall) => [
    sql`select rowid as key from (select rowid ${matching(wall, expression, wish)} order by rank limit ${wish.best})`,
    sql`select rowid as key from (select rowid ${matching(wall, expression, wish)} order by rowid desc limit ${wish.newest})`,
  ])
  const { rows } = await sql<{ key: number }>`${sql.join(parts, sql` union `)}`.execute(db)
  return rows.map(({ key }) => key)
}

export const findCandidates = async (
  db: Db,
  walls: readonly Wall[],
  wish: CandidateWish,
): Promise<Candidates> => {
  const visible = walls.reduce((sum, { size }) => sum + size, 0)
  const expression = emit(wish.query)
  if (expression === undefined || walls.length === 0)
    return { total: 0, rows: [], counts: { visible, holding: new Map() } }
  const total = await countMatches(db, walls, expression, wish)
  const found = total > 0 ? await keys(db, walls, expression, wish) : []
  const holding = found.length > 0 ? await documentCounts(db, walls, wish.query) : new Map()
  return { total, rows: await candidateRows(db, found), counts: { visible, holding } }
}

const documentCounts = async (db: Db, walls: readonly Wall[], query: Query) => {
  const counted = asked(query).map(
    async ({ key, clause }): Promise<[string, number]> => [
      key,
      await countMatches(db, walls, emitClause(clause)),
    ],
  )
  return new Map(await Promise.all(counted))
}

/** One statement whatever the number of keys, so that it is prepared once. */
const candidateRows = async (db: Db, found: readonly number[]): Promise<Candidate[]> => {
  if (found.length === 0) return []
  const { rows } = await sql<{ key: number; seq: number; slug: string; terms: string }>`
    select value as key, seq, slug, terms from json_each(${JSON.stringify(found)})
    join bag on bag.seq = value & 16777215`.execute(db)
  return rows.map(({ key, seq, slug, terms }) => ({
    key: seq,
    slug,
    bag: terms,
    published: dayOfKey(key),
  }))
}

const dayOfKey = (key: number): string =>
  new Date(Math.floor(key / 2 ** 24) * 86_400_000).toISOString().slice(0, 10)

/** Titles only, best first: what autocomplete needs. */
export const findTitles = async (
  db: Db,
  walls: readonly Wall[],
  query: Query,
  limit: number,
): Promise<number[]> => {
  const expression = emit(query)
  if (expression === undefined || walls.length === 0) return []
  const parts = walls.map((wall) => {
    const index = sql.table(indexOf(wall.id))
    return sql`select rowid as key from (select rowid from ${index}
      where ${index} match ${`{title} : (${expression})`} order by rowid desc limit ${limit})`
  })
  const { rows } = await sql<{ key: number }>`
    ${sql.join(parts, sql` union `)} order by key desc limit ${limit}`.execute(db)
  return rows.map(({ key }) => seqOf(key))
}
