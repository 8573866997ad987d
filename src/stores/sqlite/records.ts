import { type Kysely, sql } from 'kysely'
import type { StoredRecord } from '#core/store'
import { insertRows } from './insert-rows.ts'
import type { Schema } from './schema.ts'

type Row = StoredRecord['row']

/** What an export carries beside briefings and the ledger. The inbox is of the moment. */
const tables = ['label_limit', 'used_workspace', 'press', 'sent'] as const

const pageSize = 200

/** In pages by row, not by count: what goes meanwhile must not hide another. */
export async function* allRecords(db: Kysely<Schema>): AsyncGenerator<StoredRecord> {
  for (const table of tables) {
    for (let after = 0; ; ) {
      const { rows } = await sql<Row & { rowid: number }>`select rowid, * from ${sql.table(table)}
        where rowid > ${after} order by rowid limit ${pageSize}`.execute(db)
      for (const { rowid, ...row } of rows) {
        after = rowid
        yield { table, row }
      }
      if (rows.length < pageSize) break
    }
  }
}

/** Tables and columns that are not known here are left out; rows that stand already are kept. */
export const restoreRecords = async (
  db: Kysely<Schema>,
  records: readonly StoredRecord[],
): Promise<void> => {
  for (const table of tables) {
    const columns = await columnsOf(db, table)
    const rows = records
      .filter((one) => one.table === table)
      .map(({ row }) => known(row, columns))
      .filter((row) => Object.keys(row).length > 0)
    await insertRows(db, table, rows, sql`on conflict do nothing`)
  }
}

const columnsOf = async (db: Kysely<Schema>, table: string): Promise<string[]> => {
  const { rows } = await sql<{
    name: string
  }>`select name from pragma_table_info(${table})`.execute(db)
  return rows.map(({ name }) => name)
}

const known = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(
    columns.filter((name) => Object.hasOwn(row, name)).map((name) => [name, row[name] ?? null]),
  )
