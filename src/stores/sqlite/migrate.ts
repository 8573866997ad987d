import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, rm } from 'node:fs/promises'
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { OperatorError } from '#core/errors'
import { migrations as shipped } from '../migrations/index.ts'
import type { Schema } from '../tables/schema.ts'
import { notOurs } from './faults.ts'
import type { Thread } from './thread.ts'

/** Where kysely notes what has been done; its Migrator is loaded only when something is missing. */
const table = 'kysely_migration'

/**
 * Brings the schema up to date: a copy of the file first (`<file>.before-<n>`), then every missing
 * migration in one immediate transaction, which is the lock against a second process doing the same.
 */
export const migrate = async (
  db: Kysely<Schema>,
  thread: Thread,
  file: string,
  migrations: Record<string, Migration> = shipped,
): Promise<void> => {
  const done = await applied(db, file)
  const newer = done.find((name) => !(name in migrations))
  if (newer)
    throw new OperatorError(
      `The store ${file} was written by a newer Sitrep (schema ${newer}). Update Sitrep, or restore ${file}.before-${newer} from before that update.`,
    )
  const missing = Object.keys(migrations).filter((name) => !done.includes(name))
  if (missing[0] === undefined) return
  if (done.length > 0) await copy(thread, `${file}.before-${missing[0]}`)
  const { Migrator } = await import('kysely/migration')
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}

/** The migrations a file has had; none for a new file. Throws OperatorError for another program's. */
const applied = async (db: Kysely<Schema>, file: string): Promise<string[]> => {
  const { rows: tables } = await sql<{ name: string }>`select name from sqlite_master
    where type = 'table'`.execute(db)
  if (tables.length === 0) return []
  if (!tables.some(({ name }) => name === table)) throw new OperatorError(notOurs(file))
  const { rows } = await sql<{ name: string }>`
    select name from ${sql.table(table)} order by name`.execute(db)
  return rows.map(({ name }) => name)
}

/**
 * A finished copy appears at once or not at all, and an earlier one is kept: of several programs that
 * start at once, the last may copy what the first has migrated already.
 */
const copy = async (thread: Thread, target: string): Promise<void> => {
  if (existsSync(target)) return
  const part = `${target}.${randomUUID()}.part`
  try {
    await thread.backup(part)
    await link(part, target)
  } catch (error) {
    if (!existsSync(target)) throw error
  } finally {
    await rm(part, { force: true })
  }
}
