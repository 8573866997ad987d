import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { OperatorError } from '#core/errors'
import { migrations as shipped } from '../migrations/index.ts'
import type { Schema } from '../tables/schema.ts'
import { placeOf } from './faults.ts'

/** Where kysely notes what has been done; its Migrator is loaded only when something is missing. */
const table = 'kysely_migration'

/** Of this database: whoever brings the schema up to date holds it, and the others wait. */
const lock = 7_470_701

/**
 * Brings the schema up to date, every missing migration in one transaction. Of several processes that
 * start at once, one does; the others find it done.
 */
export const migrate = async (
  db: Kysely<Schema>,
  url: string,
  migrations: Record<string, Migration> = shipped,
): Promise<void> => {
  if ((await missing(db, url, migrations)).length === 0) return
  const { Migrator } = await import('kysely/migration')
  await db.connection().execute(async (one) => {
    await sql`select pg_advisory_lock(${lock})`.execute(one)
    try {
      const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
      const { error } = await migrator.migrateToLatest()
      if (error) throw error
    } finally {
      await sql`select pg_advisory_unlock(${lock})`.execute(one)
    }
  })
}

const missing = async (
  db: Kysely<Schema>,
  url: string,
  migrations: Record<string, Migration>,
): Promise<string[]> => {
  const done = await applied(db, url)
  const newer = done.find((name) => !(name in migrations))
  if (newer)
    throw new OperatorError(
      `The database ${placeOf(url)} was written by a newer Sitrep (schema ${newer}). Update Sitrep, or restore a backup from before that update.`,
    )
  return Object.keys(migrations).filter((name) => !done.includes(name))
}

/** The migrations it has had; none for an empty one. Throws OperatorError for another program's. */
const applied = async (db: Kysely<Schema>, url: string): Promise<string[]> => {
  const { rows: tables } = await sql<{ name: string }>`select table_name as name
    from information_schema.tables where table_schema = current_schema()`.execute(db)
  if (tables.length === 0) return []
  if (!tables.some(({ name }) => name === table))
    throw new OperatorError(
      `The database ${placeOf(url)} holds tables that are not Sitrep's. Nothing was changed; name an empty one in DATABASE_URL.`,
    )
  const { rows } = await sql<{ name: string }>`
    select name from ${sql.table(table)} order by name`.execute(db)
  return rows.map(({ name }) => name)
}
