import { type Kysely, type RawBuilder, sql } from 'kysely'
import { asked, type Clause, type Query } from '#core/query'
import type { Candidate, Candidates, CandidateWish } from '#core/store'
import { dayOfKey, searchKey, seqOf } from './publish.ts'
import type { Schema } from './schema.ts'
import { unionAll } from './union.ts'
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

type Filter = Pick<CandidateWish, 'since' | 'topic'>

/** Which rows of one wall's index match; the day stands in the key, so `since` costs nothing. */
const matching = (
  wall: Wall,
  expression: string,
  { since, topic }: Filter,
): RawBuilder<unknown> => {
  const index = sql.table(indexOf(wall.id))
  const inTopic = topic
    ? sql`and (rowid & 16777215) in (select seq from listing where topic = ${topic} and wall = ${wall.id})`
    : sql``
  const from = since ? sql`and rowid between ${searchKey(since, 0)} and ${lastKey}` : sql``
  return sql`from ${index} where ${index} match ${expression} ${from} ${inTopic}`
}

export type Search = {
  candidates(walls: readonly Wall[], wish: CandidateWish): Promise<Candidates>
  /** Keys of briefings whose titles match, newest first: what autocomplete needs. */
  titles(walls: readonly Wall[], query: Query, limit: number): Promise<number[]>
}

/** Counting a common word, or finding all that begins with two letters, takes longer than all the rest. */
const mostRemembered = 10_000

/** What was found is kept under what it was asked of; people repeat themselves, letter by letter. */
const remembering = <T>() => {
  const known = new Map<string, Promise<T>>()
  return (asked: readonly unknown[], find: () => Promise<T>): Promise<T> => {
    const key = JSON.stringify(asked)
    const before = known.get(key)
    if (before !== undefined) return before
    if (known.size >= mostRemembered) known.clear()
    const finding = find()
    known.set(key, finding)
    finding.catch(() => known.delete(key))
    return finding
  }
}

/** The walls as they stand: their versions count up with every change behind them. */
const asTheyStand = (walls: readonly Wall[]) => walls.map(({ id, version }) => [id, version])

export const createSearch = (db: Db): Search => {
  const counted = remembering<number>()
  const titled = remembering<number[]>()

  const count = (walls: readonly Wall[], expression: string, filter: Filter = {}) =>
    counted([asTheyStand(walls), expression, filter.since, filter.topic], () =>
      countMatches(db, walls, expression, filter),
    )

  const holding = async (walls: readonly Wall[], query: Query): Promise<Map<string, number>> => {
    const counts = asked(query).map(
      async ({ key, clause }): Promise<[string, number]> => [
        key,
        await count(walls, emitClause(clause)),
      ],
    )
    return new Map(await Promise.all(counts))
  }

  return {
    async candidates(walls, wish) {
      const visible = walls.reduce((sum, { size }) => sum + size, 0)
      const expression = emit(wish.query)
      if (expression === undefined || walls.length === 0)
        return { total: 0, rows: [], counts: { visible, holding: new Map() } }
      const filter = {
        ...(wish.since && { since: wish.since }),
        ...(wish.topic && { topic: wish.topic }),
      }
      const [rows, total, held] = await Promise.all([
        candidateRows(db, walls, expression, wish),
        count(walls, expression, filter),
        holding(walls, wish.query),
      ])
      return { total, rows, counts: { visible, holding: held } }
    },
    titles: (walls, query, limit) =>
      titled([asTheyStand(walls), emit(query), limit], () => titles(db, walls, query, limit)),
  }
}

const countMatches = async (
  db: Db,
  walls: readonly Wall[],
  expression: string,
  filter: Filter,
): Promise<number> => {
  const parts = walls.map((wall) => sql`select count(*) as n ${matching(wall, expression, filter)}`)
  const { rows } = await sql<{ n: number }>`${unionAll(parts)}`.execute(db)
  return rows.reduce((sum, { n }) => sum + n, 0)
}

const candidateRows = async (
  db: Db,
  walls: readonly Wall[],
  expression: string,
  wish: CandidateWish,
): Promise<Candidate[]> => {
  const found = (rank: RawBuilder<unknown>, order: RawBuilder<unknown>, most: number) => {
    const parts = walls.map(
      (wall) => sql`select * from (select rowid as key, ${rank} as points
        ${matching(wall, expression, wish)} order by ${order} limit ${most})`,
    )
    return sql`select key from (${unionAll(parts)} order by points limit ${most})`
  }
  const best = found(sql`rank`, sql`rank`, wish.best)
  const newest = found(sql`-rowid`, sql`rowid desc`, wish.newest)
  const { rows } = await sql<{ key: number; slug: string; terms: string }>`
    select key, slug, terms from (${best} union ${newest})
    join bag on bag.seq = key & 16777215`.execute(db)
  return rows.map(({ key, slug, terms }) => ({
    key: seqOf(key),
    slug,
    bag: terms,
    published: dayOfKey(key),
  }))
}

const titles = async (db: Db, walls: readonly Wall[], query: Query, limit: number) => {
  const expression = emit(query)
  if (expression === undefined || walls.length === 0) return []
  const parts = walls.map(
    (wall) => sql`select key from (select rowid as key
      ${matching(wall, `{title} : (${expression})`, {})} order by rowid desc limit ${limit})`,
  )
  const { rows } = await sql<{ key: number }>`
    select key from (${unionAll(parts)}) order by key desc limit ${limit}`.execute(db)
  return rows.map(({ key }) => seqOf(key))
}
