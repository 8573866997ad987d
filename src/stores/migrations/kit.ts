import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely'
import { isPostgres, speechOf } from '../tables/speech.ts'

type Db = Kysely<unknown>

/** What the schemas of the two databases say differently. */
export const kitOf = (db: Db) => ({
  ...(isPostgres(db) ? postgres(db) : sqlite(db)),
  speech: speechOf(db),
})

type Build = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder

const counting = (type: 'integer' | 'bigserial', build: Build): [typeof type, Build] => [
  type,
  build,
]

const sqlite = (db: Db) => ({
  text: sql`text`,
  integer: 'integer' as 'integer' | 'bigint',
  /** A key that counts up. */
  counting: counting('integer', (column) => column.primaryKey().autoIncrement()),
  /** Milliseconds of a column that holds an ISO instant. */
  milliseconds: (column: string) =>
    sql<number>`cast(unixepoch(${sql.ref(column)}, 'subsec') * 1000 as integer)`,
  /** Of a delivery, whether it is to a person; as it was first written here. */
  startsWithPlatform: sql`instr(target, platform || ':') = 1`,
  /** Makes a deed on a table fail with what is said. */
  async forbid({ name, table, deed, when, says }: Forbidden): Promise<void> {
    await sql`create trigger ${sql.ref(name)} before ${sql.raw(deed)} on ${sql.table(table)}
      ${when === undefined ? sql`` : sql`when ${sql.raw(when)}`}
      begin select raise(abort, ${sql.lit(says)}); end`.execute(db)
  },
  allow: async ({ name }: Pick<Forbidden, 'name' | 'table'>): Promise<void> => {
    await sql`drop trigger ${sql.ref(name)}`.execute(db)
  },
})

const postgres = (db: Db) => ({
  // Text has one order, that of its bytes, whatever the language of the database.
  text: sql`text collate "C"`,
  // Milliseconds and places in an order need more than 32 bits.
  integer: 'bigint' as 'integer' | 'bigint',
  counting: counting('bigserial', (column) => column.primaryKey()),
  milliseconds: (column: string) =>
    sql<number>`cast(extract(epoch from ${sql.ref(column)}::timestamptz) * 1000 as bigint)`,
  startsWithPlatform: sql`substr(target, 1, length(platform) + 1) = platform || ':'`,
  async forbid({ name, table, deed, when, says }: Forbidden): Promise<void> {
    await sql`create function ${sql.ref(name)}() returns trigger language plpgsql as
      ${sql.lit(`begin raise exception '${says}'; end`)}`.execute(db)
    await sql`create trigger ${sql.ref(name)} before ${sql.raw(deed)} on ${sql.table(table)}
      for each row ${when === undefined ? sql`` : sql`when (${sql.raw(when)})`}
      execute function ${sql.ref(name)}()`.execute(db)
  },
  allow: async ({ name, table }: Pick<Forbidden, 'name' | 'table'>): Promise<void> => {
    await sql`drop trigger ${sql.ref(name)} on ${sql.table(table)}`.execute(db)
    await sql`drop function ${sql.ref(name)}`.execute(db)
  },
})

/** `deed` and `when` are SQL. */
type Forbidden = { name: string; table: string; deed: string; when?: string; says: string }
