import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Schema } from '../tables/schema.ts'
import { speechOf } from '../tables/speech.ts'

type Db = Kysely<Schema>

export type Row = Record<string, string | number | null>

/** A table as both databases hold it. */
export type Table = {
  name: string
  columns: readonly string[]
  /** What no two rows share, in an order of its own; none where rows may be equal. */
  key: readonly string[]
}

/** Made anew where it goes, or of the moment. */
const left = /^(?:sqlite_|kysely_|search_|lease$|fair_use$)/

/** What others refer to comes before them. */
const first = ['wall', 'briefing', 'digest']

/** Every table of a file that a store needs to go on elsewhere. */
export const tablesOf = async (source: Db, target: Db): Promise<Table[]> => {
  const { rows } = await sql<{ name: string }>`select name from sqlite_master
    where type = 'table' order by name`.execute(source)
  const names = rows.map(({ name }) => name).filter((name) => !left.test(name))
  const sorted = [...first, ...names.filter((name) => !first.includes(name))]
  const tables: Table[] = []
  for (const name of sorted) tables.push(await tableOf(source, target, name))
  return tables
}

const tableOf = async (source: Db, target: Db, name: string): Promise<Table> => {
  const { rows } = await sql<{ name: string; pk: number }>`
    select name, pk from pragma_table_info(${name})`.execute(source)
  const { rows: there } = await speechOf(target).columns(name).execute(target)
  // Rows that are read in the order in which they came are numbered there, as SQLite does by itself.
  if (there.some((column) => column.name === 'rowid'))
    return { name, columns: ['rowid', ...rows.map((column) => column.name)], key: ['rowid'] }
  const key = rows.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
  return {
    name,
    columns: rows.map((column) => column.name),
    key: key.map((column) => column.name),
  }
}

const named = (columns: readonly string[]): RawBuilder<unknown> =>
  sql.join(columns.map((column) => sql.ref(column)))

/** Large enough that the way there and back does not count, small enough for whole briefings. */
const pageSize = 250

/** All rows after the first so many, of which `last` is the last, page by page, in one order for both databases. */
export async function* pagesOf(
  db: Db,
  { name, columns, key }: Table,
  from: { count: number; last?: Row | undefined } = { count: 0 },
): AsyncGenerator<Row[]> {
  const order = key.length > 0 ? key : columns
  for (let { count, last } = from; ; ) {
    const after =
      key.length > 0 && last !== undefined
        ? sql`where (${named(key)}) > (${sql.join(key.map((one) => last?.[one] ?? null))})`
        : sql``
    const { rows } = await sql<Row>`select ${named(columns)} from ${sql.table(name)} ${after}
      order by ${named(order)} limit ${pageSize} ${key.length > 0 ? sql`` : sql`offset ${count}`}
      `.execute(db)
    if (rows.length > 0) yield rows
    if (rows.length < pageSize) return
    count += rows.length
    last = rows.at(-1)
  }
}

export const countOf = async (db: Db, { name }: Pick<Table, 'name'>): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from ${sql.table(name)}`.execute(db)
  return rows[0]?.n ?? 0
}

/** How far an earlier move has come. */
export const reached = async (
  db: Db,
  table: Table,
): Promise<{ count: number; last: Row | undefined }> => {
  const { name, key } = table
  const count = await countOf(db, table)
  if (key.length === 0) return { count, last: undefined }
  const { rows } = await sql<Row>`select ${named(key)} from ${sql.table(name)}
    order by ${sql.join(key.map((one) => sql`${sql.ref(one)} desc`))} limit 1`.execute(db)
  return { count, last: rows[0] }
}
