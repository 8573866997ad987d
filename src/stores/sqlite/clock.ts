import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Ms } from '#core/digest'
import type { Schema } from './schema.ts'

/** The moment now as SQL. */
export type Clock = () => RawBuilder<Ms>

/** The clock of the machine that the database is on; every process that shares it goes by this one. */
export const databaseClock =
  (offsetMs: () => number = () => 0): Clock =>
  () =>
    sql<Ms>`(cast(unixepoch('subsec') * 1000 as integer) + ${offsetMs()})`

export const readClock = async (db: Kysely<Schema>, clock: Clock): Promise<Ms> => {
  const { rows } = await sql<{ now: Ms }>`select ${clock()} as now`.execute(db)
  return rows[0]!.now
}

/** Further ahead than this was taken before the clock was set back; in milliseconds. */
export const farAheadMs = 10 * 60_000
