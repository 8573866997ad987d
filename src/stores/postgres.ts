import {
  type Dialect,
  HandleEmptyInListsPlugin,
  Kysely,
  replaceWithNoncontingentExpression,
  sql,
} from 'kysely'
import { OperatorError } from '#core/errors'
import type { Store } from '#core/store'
import { databaseClock } from './postgres/clock.ts'
import { readingDialect, writingDialect } from './postgres/dialect.ts'
import { explained, isEntangled, isLost, placeOf } from './postgres/faults.ts'
import { migrate } from './postgres/migrate.ts'
import { isBeingMoved } from './postgres/moving.ts'
import { connect, type PoolSettings, untilThere } from './postgres/pool.ts'
import { words } from './postgres/words.ts'
import type { Schema } from './tables/schema.ts'
import { storeOver } from './tables/store.ts'
import { groupedWrites } from './tables/writes.ts'

export type PostgresSettings = PoolSettings & {
  /** The moment now, and the zone in which its day counts. */
  now: () => Temporal.Instant
  zone: string
  /** How far the clock of the database is off, for tests; in milliseconds. */
  clockOffsetMs?: () => number
}

/** A list of none is no fault: nothing is in it. */
const plugins = [new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })]

const over = (dialect: Dialect): Kysely<Schema> => new Kysely<Schema>({ dialect, plugins })

/** Of this database: who holds it writes alone, so that what is written rests on what was read. */
const writing = 7_470_702

/** Opens a store that several processes may share. Throws OperatorError. */
export const openPostgres = async (settings: PostgresSettings): Promise<Store> => {
  const { url, now, zone, clockOffsetMs } = settings
  const connections = connect(settings)
  const explain = (error: unknown): never => {
    throw explained(error, url)
  }
  const writes = (lock: string) =>
    groupedWrites(over(writingDialect(connections, explain)), {
      begin: `begin; select ${lock}(${writing})`,
      mayRepeat,
    })
  // A lease that waits behind a slow write is a lease lost.
  const leasing = over(writingDialect(connections, explain))
  const db = over(readingDialect(connections, explain))
  try {
    await bringUpToDate(settings)
    await refuseHalfMoved(db, url)
    return await storeOver({
      ...{ db, words, now, zone },
      write: writes('pg_advisory_xact_lock'),
      beside: writes('pg_advisory_xact_lock_shared'),
      apart: (work) => work(leasing),
      clock: databaseClock(clockOffsetMs),
      async backup() {
        throw new OperatorError(
          `PostgreSQL is copied by its own tools: pg_dump --format=custom --file=<file> <DATABASE_URL> (docs/operating.md). The briefings alone: sitrep export <dir>.`,
        )
      },
      check: () => check(db, url),
      close: () => connections.close(),
    })
  } catch (error) {
    await connections.close()
    throw explained(error, url)
  }
}

/** The database has undone it all: it was restarted, or two stood in each other's way. */
const mayRepeat = (error: unknown): boolean =>
  isLost((error as Error).cause ?? error) || isEntangled(error)

export type OpenDatabase = { writing: Kysely<Schema>; close(): Promise<void> }

/**
 * A database with its schema brought up to date, for work that may take longer than any statement of a
 * store. Throws OperatorError.
 */
export const openDatabase = async (
  settings: Pick<PoolSettings, 'url' | 'busyMs'>,
): Promise<OpenDatabase> => {
  const { url } = settings
  const connections = connect({ ...settings, size: 3, statementTimeoutMs: 0 })
  const explain = (error: unknown): never => {
    throw explained(error, url)
  }
  const writing = over(writingDialect(connections, explain))
  try {
    await migrate(writing, url)
  } catch (error) {
    await connections.close()
    throw explained(error, url)
  }
  return { writing, close: () => connections.close() }
}

/** A database that is restarted in the middle of it has undone what was begun. */
const bringUpToDate = async (settings: PostgresSettings): Promise<void> => {
  const { close } = await untilThere(() => openDatabase(settings), settings.busyMs, mayRepeat)
  await close()
}

const refuseHalfMoved = async (db: Kysely<Schema>, url: string): Promise<void> => {
  if (await isBeingMoved(db))
    throw new OperatorError(
      `The database ${placeOf(url)} holds a part of a store that is being moved there. Run "sitrep move-store" to its end first.`,
    )
}

/** What PostgreSQL cannot know to be amiss; its own damage it reports when it is read. */
const check = async (db: Kysely<Schema>, url: string): Promise<string[]> => {
  const { rows } = await sql<{ what: string; lacking: number }>`
    select 'newest revision' as what, count(*) as lacking from briefing where not exists (
      select 1 from revision where revision.workspace = briefing.workspace
        and revision.briefing = briefing.id and revision.revision = briefing.revision)
    union all
    select 'entry in the index of words', count(*) from briefing where withdrawn = 0
      and not exists (select 1 from searched where searched.key = briefing.search_key
        and searched.wall = briefing.wall)`.execute(db)
  return rows.flatMap(({ what, lacking }) =>
    lacking > 0 ? [`in ${placeOf(url)}, ${lacking} briefings lack their ${what}`] : [],
  )
}
