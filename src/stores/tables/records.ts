import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { StoredRecord } from '#core/store'
import { lastArrivalAt, sortArrivals } from './arrivals.ts'
import { restoreEntries } from './audit.ts'
import { insertRows } from './insert-rows.ts'
import type { Schema } from './schema.ts'
import { speechOf } from './speech.ts'

type Db = Kysely<Schema>
type Row = StoredRecord['row']

/** What an export carries beside briefings and the ledger. The inbox is of the moment. */
const tables = [
  'label_limit',
  'used_workspace',
  'press',
  'sent',
  'digest',
  'edition',
  'delivery',
  'carried',
  'question',
  'request',
  'correction',
  'owed',
  'watch',
  'draft',
  'topic',
  'appointment',
  'audit',
  'used',
  'setting',
] as const
type Table = (typeof tables)[number]

/** What is on its way is of the moment too, and would be sent by two stores. */
const settled: Partial<Record<Table, RawBuilder<boolean>>> = {
  // Those that all share stand in a file of the export.
  topic: sql`workspace <> ''`,
  correction: sql`state = 'done'`,
  edition: sql`state <> 'open'`,
  delivery: sql`state not in ('planned', 'sending')`,
}

/** Places in the order of arrivals mean nothing elsewhere. */
const places = ['since', 'scanned', 'upto', 'raised', 'looked']

const pageSize = 200

/** In pages by row, not by count: what goes meanwhile must not hide another. */
export async function* allRecords(db: Db): AsyncGenerator<StoredRecord> {
  for (const table of tables) {
    for (let after = 0; ; ) {
      const { rows } = await sql<Row & { rowid: number }>`select rowid, * from ${sql.table(table)}
        where rowid > ${after} and ${settled[table] ?? sql`true`}
        order by rowid limit ${pageSize}`.execute(db)
      for (const { rowid, ...row } of rows) {
        after = rowid
        yield { table, row: withoutPlaces(row) }
      }
      if (rows.length < pageSize) break
    }
  }
}

const withoutPlaces = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !places.includes(name)))

/** Tables and columns that are not known here are left out; rows that stand already are kept. */
export const restoreRecords = async (db: Db, records: readonly StoredRecord[]): Promise<void> => {
  const isPlaced = records.some(({ table }) => table === 'label_limit' || table === 'digest')
  if (isPlaced && !(await isAnythingPlaced(db))) await sortArrivals(db)
  for (const table of tables) {
    const columns = await columnsOf(db, table)
    const rows: Row[] = []
    for (const { table: of, row } of records) {
      if (of !== table) continue
      const read = known(row, columns)
      if (Object.keys(read).length > 0) rows.push({ ...read, ...(await placeOf(db, table, read)) })
    }
    if (table === 'audit') await restoreEntries(db, rows)
    else await insertRows(db, table, rows, sql`on conflict do nothing`)
  }
}

/** Whether places in the order of arrivals are remembered anywhere, so that it must stay. */
const isAnythingPlaced = async (db: Db): Promise<boolean> => {
  const { rows } = await sql`select 1 from digest union all
    select 1 from label_limit where raised <> '[0,0,0,0,0]' limit 1`.execute(db)
  return rows.length > 0
}

/** A digest begins anew from when it was made; a limit lets in what has come since it was set. */
const placeOf = async (db: Db, table: Table, row: Row): Promise<Row> => {
  if (table === 'digest') {
    const since = await lastArrivalAt(db, Number(row.created))
    return { since, scanned: since }
  }
  if (table !== 'label_limit' || typeof row.set_at !== 'string') return {}
  const at = await lastArrivalAt(db, Date.parse(row.set_at))
  return { raised: JSON.stringify([0, at, at, at, at]) }
}

const columnsOf = async (db: Db, table: Table): Promise<string[]> => {
  const { rows } = await speechOf(db).columns(table).execute(db)
  return rows.map(({ name }) => name)
}

const known = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(
    columns.filter((name) => Object.hasOwn(row, name)).map((name) => [name, row[name] ?? null]),
  )
