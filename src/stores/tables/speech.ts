import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely'
import type { Schema } from './schema.ts'

type Sql = RawBuilder<unknown>
type Columns = Record<string, 'text' | 'bigint'>

/** What SQLite and PostgreSQL say differently; JSON stands in columns of text in both. */
export type Speech = {
  /** Values as a query of one column, for `in`; one parameter, however many they are. */
  list(values: readonly (string | number)[]): Sql
  /** Rows as a table of these columns; one parameter too. */
  rows(rows: readonly Record<string, unknown>[], columns: Columns): Sql
  /** A member of a JSON object, as text. */
  text(json: Sql, name: string): RawBuilder<string | null>
  /** A member of a JSON object, as JSON again; null where there is none. */
  member(json: Sql, name: string): RawBuilder<string | null>
  /** What a JSON array holds, as a table of this name with one column, `value`. */
  items(json: Sql, name: string): Sql
  /** How much a JSON array holds. */
  length(json: Sql): RawBuilder<number>
  /** The larger of two numbers, neither of them null. */
  larger(one: Sql, other: Sql): RawBuilder<number>
  /** `insert ... select` of rows of one shape, each a JSON object of its columns. */
  inserted(table: string, columns: readonly string[], rows: readonly object[]): Sql
  /** The `name`s of a table's columns. */
  columns(table: string): RawBuilder<{ name: string }>
}

/** A briefing and its revision, as JSON names them. */
export const refColumns = { workspace: 'text', briefing: 'text', revision: 'bigint' } as const

export const integer = (text: Sql): RawBuilder<number> => sql`cast(${text} as bigint)`

export const isPostgres = (db: Pick<Kysely<unknown>, 'getExecutor'>): boolean =>
  db.getExecutor().adapter instanceof PostgresAdapter

export const speechOf = (db: Pick<Kysely<Schema>, 'getExecutor'>): Speech =>
  isPostgres(db) ? postgres : sqlite

const refs = (names: readonly string[]): Sql => sql.join(names.map((name) => sql.ref(name)))

const sqlite: Speech = {
  list: (values) => sql`(select value from json_each(${JSON.stringify(values)}))`,
  rows(rows, columns) {
    const read = Object.keys(columns).map(
      (name) => sql`value ->> ${sql.lit(name)} as ${sql.ref(name)}`,
    )
    return sql`(select ${sql.join(read)} from json_each(${JSON.stringify(rows)}))`
  },
  text: (json, name) => sql`(${json} ->> ${sql.lit(name)})`,
  member: (json, name) => sql`(${json} -> ${sql.lit(name)})`,
  items: (json, name) => sql`json_each(${json}) as ${sql.ref(name)}`,
  length: (json) => sql`json_array_length(${json})`,
  larger: (one, other) => sql`max(${one}, ${other})`,
  inserted: (table, columns, rows) => sql`insert into ${sql.table(table)} (${refs(columns)})
    select ${sql.join(columns.map((name) => sql`value ->> ${sql.lit(name)}`))}
    from json_each(${JSON.stringify(rows)}) where true`,
  columns: (table) => sql`select name from pragma_table_info(${table})`,
}

/** PostgreSQL has no place in text for U+0000, nor for half a character. */
const storable = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\0', '\u{fffd}').toWellFormed() : value

const written = (rows: readonly object[]): string => JSON.stringify(rows, storable)

const postgres: Speech = {
  list: (values) =>
    typeof values[0] === 'number'
      ? sql`(select unnest(${values}::bigint[]))`
      : sql`(select unnest(${values}::text[]))`,
  rows(rows, columns) {
    const read = Object.entries(columns).map(
      ([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`,
    )
    return sql`(select * from json_to_recordset(${written(rows)}::json)
      as one(${sql.join(read)}))`
  },
  text: (json, name) => sql`((${json})::json ->> ${sql.lit(name)})`,
  member: (json, name) => sql`((${json})::json -> ${sql.lit(name)})::text`,
  items: (json, name) => sql`json_array_elements_text((${json})::json) as ${sql.ref(name)}(value)`,
  length: (json) => sql`json_array_length((${json})::json)`,
  larger: (one, other) => sql`greatest(${one}, ${other})`,
  // A row of none tells the columns' types; their name alone could be that of another type ("name").
  inserted: (table, columns, rows) => sql`insert into ${sql.table(table)} (${refs(columns)})
    select ${refs(columns)}
    from json_populate_recordset((select one from ${sql.table(table)} as one where false),
      ${written(rows)}::json)`,
  columns: (table) => sql`select column_name as name from information_schema.columns
    where table_schema = current_schema() and table_name = ${table}`,
}
