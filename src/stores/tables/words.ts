import type { Kysely } from 'kysely'
import type { Clause, Query } from '#core/query'
import type { Fields } from '#core/rank'
import type { CandidateWish } from '#core/store'
import type { Schema } from './schema.ts'
import type { Shelf } from './spellings.ts'
import type { Wall } from './walls.ts'

type Db = Kysely<Schema>

/** What a briefing is found by; newest first is the order of `key` (see publish.ts), `seq` its briefing. */
export type Worded = { seq: number; wall: number; key: number; fields: Fields }

export type Within = Pick<CandidateWish, 'since' | 'topic'>

/**
 * The index of words that an engine keeps. It holds terms (core/terms.ts), not text, wall by wall, so
 * that nothing behind one wall, not even how often a word stands there, reaches those before another.
 */
export type WordIndex = {
  /** For a wall that has just been made. */
  make(db: Db, wall: number): Promise<void>
  add(db: Db, rows: readonly Worded[]): Promise<void>
  remove(db: Db, rows: readonly Omit<Worded, 'fields'>[]): Promise<void>
  /** All that stands behind one wall goes behind another, and the first has nothing any more. */
  move(db: Db, from: number, to: number): Promise<void>
  /** What the engine is asked for a query; undefined where there is nothing to look for. */
  expression(query: Query): string | undefined
  clause(clause: Clause): string
  count(db: Db, walls: readonly Wall[], expression: string, within: Within): Promise<number>
  /** Keys of the best by the engine's own score, united with those of the newest. */
  candidates(
    db: Db,
    walls: readonly Wall[],
    query: Query,
    wish: CandidateWish,
  ): Promise<{ key: number; slug: string; terms: string }[]>
  /** Keys of briefings whose titles match, newest first. */
  titles(db: Db, walls: readonly Wall[], query: Query, limit: number): Promise<number[]>
  /** Those of the terms that stand behind any of the walls. */
  held(db: Db, walls: readonly Wall[], terms: readonly string[]): Promise<ReadonlySet<string>>
  /** The terms of one wall that begin so. */
  beginning(db: Db, wall: number, start: string): Promise<Shelf>
}

/** The day stands above, `seq` in the lower 24 bits. */
export const seqBits = 2 ** 24
export const lastKey = Number.MAX_SAFE_INTEGER
