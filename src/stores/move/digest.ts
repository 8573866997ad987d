import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Schema } from '../tables/schema.ts'
import { pagesOf, type Row, type Table } from './tables.ts'

export type Digested = { count: number; hash: string }

/** PostgreSQL has no place in text for U+0000, nor for half a character: U+FFFD stands there instead. */
const asStored = (value: Row[string] | undefined) =>
  typeof value === 'string' ? value.replaceAll('\0', '\u{fffd}').toWellFormed() : (value ?? null)

/** How many rows a table has, and the SHA-256 of all of them, in hex: the same in both databases. */
export const digestOf = async (db: Kysely<Schema>, table: Table): Promise<Digested> => {
  const hash = createHash('sha256')
  let count = 0
  for await (const rows of pagesOf(db, table)) {
    count += rows.length
    for (const row of rows)
      hash.update(`${JSON.stringify(table.columns.map((name) => asStored(row[name])))}\n`)
  }
  return { count, hash: hash.digest('hex') }
}
