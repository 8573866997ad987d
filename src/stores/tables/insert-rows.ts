import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Schema } from './schema.ts'
import { speechOf } from './speech.ts'

/** Whole revisions of so many briefings are written out in a few milliseconds. */
const atOnce = 64

/**
 * Inserts rows of one shape through a single parameter. A placeholder for each value of a large batch
 * would take the main thread longer to write than the database needs to store them.
 */
export const insertRows = async (
  db: Kysely<Schema>,
  table: string,
  rows: readonly Record<string, string | number | null>[],
  conflict: RawBuilder<unknown> = sql``,
): Promise<void> => {
  const columns = Object.keys(rows[0] ?? {})
  const { inserted } = speechOf(db)
  for (let at = 0; at < rows.length; at += atOnce)
    await sql`${inserted(table, columns, rows.slice(at, at + atOnce))} ${conflict}`.execute(db)
}
