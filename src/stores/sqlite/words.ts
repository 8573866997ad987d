import { type RawBuilder, sql } from 'kysely'
import type { Clause, Query } from '#core/query'
import { insertRows } from '../tables/insert-rows.ts'
import { searchKey } from '../tables/publish.ts'
import { type Held, pageOf } from '../tables/spellings/nearest-term.ts'
import { unionAll } from '../tables/union.ts'
import type { Wall } from '../tables/walls.ts'
import { lastKey, type Within, type WordIndex } from '../tables/words.ts'

export const indexOf = (wall: number): string => `search_${wall}`

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

/** Which rows of one wall's index match; the day stands in the key, so `since` costs nothing. */
const matching = (
  wall: Wall,
  expression: string,
  { since, topic }: Within,
): RawBuilder<unknown> => {
  const index = sql.table(indexOf(wall.id))
  const inTopic = topic
    ? sql`and (rowid & 16777215) in (select seq from listing where topic = ${topic} and wall = ${wall.id})`
    : sql``
  const from = since ? sql`and rowid between ${searchKey(since, 0)} and ${lastKey}` : sql``
  return sql`from ${index} where ${index} match ${expression} ${from} ${inTopic}`
}

/** Terms read at once, so few that other reads need not wait long. */
const atOnce = 1_000

/**
 * One FTS5 table a wall: its bm25 weighs words by every row of its table. The weights favour title and
 * BLUF. Without column sizes bm25 leaves length out and takes a third of the time; the ranker puts it back.
 */
export const words: WordIndex = {
  expression: emit,
  clause: emitClause,
  async make(db, wall) {
    const index = sql.table(indexOf(wall))
    await sql`create virtual table ${index} using fts5(title, bluf, body,
      content = '', columnsize = 0, tokenize = "unicode61 remove_diacritics 0")`.execute(db)
    await sql`insert into ${index} (${sql.ref(indexOf(wall))}, rank)
      values ('rank', 'bm25(3.0, 2.0, 1.0)')`.execute(db)
  },
  async add(db, rows) {
    for (const [wall, own] of Map.groupBy(rows, (one) => one.wall))
      await insertRows(
        db,
        indexOf(wall),
        own.map(({ key, fields }) => ({ rowid: key, ...fields })),
      )
  },
  async remove(db, rows) {
    for (const { seq, wall, key } of rows) {
      const index = indexOf(wall)
      await sql`insert into ${sql.table(index)} (${sql.ref(index)}, rowid, title, bluf, body)
        select 'delete', ${key}, title, bluf, body from indexed where seq = ${seq}`.execute(db)
    }
  },
  async move(db, from, to) {
    await sql`insert into ${sql.table(indexOf(to))} (rowid, title, bluf, body)
      select search_key, title, bluf, body from indexed join briefing using (seq)
      where wall = ${from}`.execute(db)
    await sql`drop table ${sql.table(indexOf(from))}`.execute(db)
  },
  async count(db, walls, expression, within) {
    const parts = walls.map(
      (wall) => sql`select count(*) as n ${matching(wall, expression, within)}`,
    )
    const { rows } = await sql<{ n: number }>`${unionAll(parts)}`.execute(db)
    return rows.reduce((sum, { n }) => sum + n, 0)
  },
  async candidates(db, walls, query, wish) {
    const expression = emit(query) ?? ''
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
    return rows
  },
  async titles(db, walls, query, limit) {
    const expression = `{title} : (${emit(query)})`
    const parts = walls.map(
      (wall) => sql`select key from (select rowid as key
        ${matching(wall, expression, {})} order by rowid desc limit ${limit})`,
    )
    const { rows } = await sql<{ key: number }>`
      select key from (${unionAll(parts)}) order by key desc limit ${limit}`.execute(db)
    return rows.map(({ key }) => key)
  },
  async held(db, walls, terms) {
    const parts = walls.map(({ id }) => {
      const index = sql.table(indexOf(id))
      return sql`select value as term from json_each(${JSON.stringify(terms)})
        where exists (select 1 from ${index} where ${index} match '"' || value || '"')`
    })
    const { rows } = await sql<{ term: string }>`${unionAll(parts)}`.execute(db)
    return new Set(rows.map(({ term }) => term))
  },
  async beginning(db, wall, start) {
    // The thread that reads cannot write, but what is temporary is its own.
    const vocabulary = sql.table(`temp.vocabulary_${wall}`)
    await sql`create virtual table if not exists ${vocabulary}
      using fts5vocab('main', ${sql.table(indexOf(wall))}, 'row')`.execute(db)
    const shelf = []
    for (let from = start; ; ) {
      const { rows } = await sql<{ held: string }>`
        select json_group_array(json_array(term, doc)) as held from (select term, doc
          from ${vocabulary} where term > ${from} and term < ${`${start}\u{10ffff}`}
          order by term limit ${atOnce})`.execute(db)
      const held = JSON.parse(rows[0]?.held ?? '[]') as Held[]
      shelf.push(pageOf(held))
      const last = held.at(-1)
      if (held.length < atOnce || last === undefined) return shelf
      from = last[0]
    }
  },
}
