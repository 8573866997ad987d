import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely, sql } from 'kysely'
import { OperatorError } from '#core/errors'
import type { Store } from '#core/store'
import { databaseClock } from './sqlite/clock.ts'
import { threadDialect } from './sqlite/dialect.ts'
import { explained } from './sqlite/faults.ts'
import { migrate } from './sqlite/migrate.ts'
import { startThread, type Thread } from './sqlite/thread.ts'
import { words } from './sqlite/words.ts'
import type { Schema } from './tables/schema.ts'
import { storeOver } from './tables/store.ts'
import { groupedWrites } from './tables/writes.ts'

export type SqliteSettings = {
  /** Path of the database file; its folder is made when it is missing, that above it is not. */
  file: string
  /** The moment now, and the zone in which its day counts. */
  now: () => Temporal.Instant
  zone: string
  /** How long to wait for a lock another process holds, in milliseconds. */
  busyMs?: number
  /** How far the clock of the database is off, for tests; in milliseconds. */
  clockOffsetMs?: () => number
}

export type OpenFile = {
  /** One connection that writes, lent to one taker at a time. */
  writing: Kysely<Schema>
  close(): Promise<void>
}

/** Opens a file with its schema brought up to date. Throws OperatorError. */
export const openFile = async ({
  file,
  busyMs = 5_000,
}: Pick<SqliteSettings, 'file' | 'busyMs'>): Promise<OpenFile> => {
  makeFolder(file)
  const writer = guarded(startThread({ file, readOnly: false, busyMs }), file)
  const writing = new Kysely<Schema>({ dialect: threadDialect(writer) })
  try {
    await migrate(writing, writer, file)
  } catch (error) {
    // What could not be opened cannot be closed either.
    await writer.close().catch(() => undefined)
    throw error
  }
  return { writing, close: () => writer.close() }
}

/** Opens the embedded store: one thread that writes, one that reads. Throws OperatorError. */
export const openSqlite = async (settings: SqliteSettings): Promise<Store> => {
  const { file, now, zone, busyMs = 5_000, clockOffsetMs } = settings
  const opened = await openFile(settings)
  const reader = guarded(startThread({ file, readOnly: true, busyMs }), file)
  const db = new Kysely<Schema>({ dialect: threadDialect(reader, 'shared') })
  let closing: Promise<unknown> | undefined
  const close = async (): Promise<void> => {
    // Whoever closes last puts the write-ahead log into the file, which one that only reads cannot.
    closing ??= reader
      .close()
      .catch(() => undefined)
      .then(() => opened.close())
      .catch(() => undefined)
    await closing
  }
  try {
    // IMMEDIATE: a transaction that turns from reading to writing fails at once when another wrote.
    const write = groupedWrites(opened.writing, { begin: 'begin immediate' })
    return await storeOver({
      ...{ db, words, now, zone, close, write },
      // SQLite has one writer at a time in any case.
      beside: write,
      apart: write,
      clock: databaseClock(clockOffsetMs),
      backup: (target) => reader.backup(target),
      async check() {
        const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db)
        return rows.map((row) => row.integrity_check).filter((line) => line !== 'ok')
      },
    })
  } catch (error) {
    await close()
    throw error
  }
}

const makeFolder = (file: string): void => {
  try {
    // What stands in the store may be for few eyes. Only the last folder is made: asked for several, Node
    // never comes back from places like /proc.
    if (!existsSync(dirname(file))) mkdirSync(dirname(file), { mode: 0o700 })
  } catch {
    throw new OperatorError(
      `The folder ${dirname(file)} cannot be made. Make it, or point DATABASE_URL at another place.`,
    )
  }
}

/** The same thread, with faults told as the operator can act on them. */
const guarded = (thread: Thread, file: string): Thread => {
  const explain = (error: unknown): never => {
    throw explained(error, file)
  }
  return {
    run: (text, parameters) => thread.run(text, parameters).catch(explain),
    backup: (target) => thread.backup(target).catch(explain),
    close: () => thread.close(),
  }
}
