import { setImmediate as breathe } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'
import { type Held, isWordlike, nearestTerm, type Page, pageOf } from './spellings/nearest-term.ts'
import { unionAll } from './union.ts'
import { indexOf, type Wall } from './walls.ts'

type Db = Kysely<Schema>

/** A question has no more telling words than this; a hostile one may. */
const mostAsked = 32

/** Terms kept in memory, some 50 bytes each; those that one word needs may be more. */
const mostKept = 500_000

/** Terms read at once, so few that other reads need not wait long. */
const atOnce = 1_000

export type Spellings = (
  walls: readonly Wall[],
  terms: readonly string[],
) => Promise<Map<string, string>>

/** For terms that stand behind none of the walls: the nearest one that does, in the order asked. */
export const createSpellings = (db: Db): Spellings => {
  const shelf = keepingShelves(db)

  const nearest = async (walls: readonly Wall[], term: string): Promise<string | undefined> => {
    for (const start of startsOf(term)) {
      const pages: Page[] = []
      // One wall after another, so that other reads come between.
      for (const wall of walls) pages.push(...(await shelf(wall, start)))
      await breathe()
      const found = nearestTerm(term, pages)
      if (found !== undefined) return found
    }
    return undefined
  }

  return async (walls, terms) => {
    const asked = [...new Set(terms.filter(isWordlike))].slice(0, mostAsked)
    const held = await heldBehind(db, walls, asked)
    const found = new Map<string, string>()
    for (const term of asked.filter((one) => !held.has(one))) {
      const meant = await nearest(walls, term)
      if (meant !== undefined) found.set(term, meant)
    }
    return found
  }
}

/** How the term meant may begin: its first letter is seldom wrong, but may have changed places with the second. */
const startsOf = (term: string): string[] => {
  const [first = '', second = ''] = term
  return first === second ? [first] : [first, second + first]
}

const heldBehind = async (
  db: Db,
  walls: readonly Wall[],
  terms: readonly string[],
): Promise<Set<string>> => {
  if (walls.length === 0 || terms.length === 0) return new Set()
  const parts = walls.map(({ id }) => {
    const index = sql.table(indexOf(id))
    return sql`select value as term from json_each(${JSON.stringify(terms)})
      where exists (select 1 from ${index} where ${index} match '"' || value || '"')`
  })
  const { rows } = await sql<{ term: string }>`${unionAll(parts)}`.execute(db)
  return new Set(rows.map(({ term }) => term))
}

/** The terms of one wall that begin alike. */
type Shelf = readonly Page[]
type Kept = { version: number; shelf: Promise<Shelf>; size: number }

/** Shelves are kept until something behind their wall changes, or too many others were used since. */
const keepingShelves = (db: Db) => {
  const kept = new Map<string, Kept>()

  const letGoBut = (used: string): void => {
    let size = [...kept.values()].reduce((sum, one) => sum + one.size, 0)
    for (const [name, one] of kept) {
      if (size <= mostKept) return
      if (name === used) continue
      kept.delete(name)
      size -= one.size
    }
  }

  const read = (name: string, { id, version }: Wall, start: string): Kept => {
    const made: Kept = { version, shelf: readShelf(db, id, start), size: 0 }
    made.shelf.then(
      (pages) => {
        made.size = pages.reduce((sum, { terms }) => sum + terms.length, 1)
        letGoBut(name)
      },
      () => kept.get(name) === made && kept.delete(name),
    )
    return made
  }

  return (wall: Wall, start: string): Promise<Shelf> => {
    const name = `${wall.id} ${start}`
    const before = kept.get(name)
    const found = before?.version === wall.version ? before : read(name, wall, start)
    // What was used last comes last.
    kept.delete(name)
    kept.set(name, found)
    return found.shelf
  }
}

const readShelf = async (db: Db, wall: number, start: string): Promise<Shelf> => {
  // The thread that reads cannot write, but what is temporary is its own.
  const vocabulary = sql.table(`temp.vocabulary_${wall}`)
  await sql`create virtual table if not exists ${vocabulary}
    using fts5vocab('main', ${sql.table(indexOf(wall))}, 'row')`.execute(db)
  const shelf: Page[] = []
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
}
