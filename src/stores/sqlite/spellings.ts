import { type Kysely, sql } from 'kysely'
import { slips } from '#core/near'
import type { Schema } from './schema.ts'
import { unionAll } from './union.ts'
import { vocabularyOf, type Wall } from './walls.ts'

type Db = Kysely<Schema>

/** In a shorter word a wrong letter makes another word. */
const shortest = 4
/** Two letters may be wrong only from so many up: "norman" is not "roman". */
const longEnough = 8
/** A question of nothing but unknown words need not have all of them looked up. */
const mostLookedUp = 8

const allowed = (term: string): number => (term.length < longEnough ? 1 : 2)

/**
 * For terms that nothing behind these walls holds: the nearest one that something does, by its letters. The
 * first letter is taken as meant; of equally near ones the more common is.
 */
export const spellings = async (
  db: Db,
  walls: readonly Wall[],
  terms: readonly string[],
): Promise<Map<string, string>> => {
  const misspelt = terms.filter((term) => term.length >= shortest && !/\p{N}/u.test(term))
  const found = new Map<string, string>()
  if (walls.length === 0) return found
  for (const term of misspelt.slice(0, mostLookedUp)) {
    const near = await nearestTo(db, walls, term)
    if (near !== undefined) found.set(term, near)
  }
  return found
}

const nearestTo = async (
  db: Db,
  walls: readonly Wall[],
  term: string,
): Promise<string | undefined> => {
  const [first = ''] = term
  const most = allowed(term)
  const parts = walls.map(
    ({ id }) => sql`select term, doc from ${sql.table(vocabularyOf(id))}
      where term >= ${first} and term < ${`${first}\u{10ffff}`}
        and length(term) between ${term.length - most} and ${term.length + most}`,
  )
  const { rows } = await sql<{ term: string; docs: number }>`
    select term, sum(doc) as docs from (${unionAll(parts)}) group by term`.execute(db)
  const near = rows
    .map((row) => ({ ...row, wrong: slips(row.term, term) }))
    .filter(({ wrong }) => wrong <= most)
    .sort((a, b) => a.wrong - b.wrong || b.docs - a.docs || (a.term < b.term ? -1 : 1))
  return near[0]?.term
}
