import { setImmediate as breathe } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'
import { isWordlike, nearestTerm, type Page } from './spellings/nearest-term.ts'
import type { Wall } from './walls.ts'
import type { WordIndex } from './words.ts'

type Db = Kysely<Schema>

/** A question has no more telling words than this; a hostile one may. */
const mostAsked = 32

/** Terms kept in memory, some 50 bytes each; those that one word needs may be more. */
const mostKept = 500_000

export type Spellings = (
  walls: readonly Wall[],
  terms: readonly string[],
) => Promise<Map<string, string>>

/** For terms that stand behind none of the walls: the nearest one that does, in the order asked. */
export const createSpellings = (db: Db, words: WordIndex): Spellings => {
  const shelf = keepingShelves((wall, start) => words.beginning(db, wall, start))

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

  const heldBehind = async (walls: readonly Wall[], terms: readonly string[]) =>
    walls.length === 0 || terms.length === 0 ? new Set() : words.held(db, walls, terms)

  return async (walls, terms) => {
    const asked = [...new Set(terms.filter(isWordlike))].slice(0, mostAsked)
    const held = await heldBehind(walls, asked)
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

/** The terms of one wall that begin alike. */
export type Shelf = readonly Page[]
type Kept = { version: number; shelf: Promise<Shelf>; size: number }

/** Shelves are kept until something behind their wall changes, or too many others were used since. */
const keepingShelves = (readShelf: (wall: number, start: string) => Promise<Shelf>) => {
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
    const made: Kept = { version, shelf: readShelf(id, start), size: 0 }
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
