import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Ms } from '#core/digest'
import type { Schema } from './schema.ts'

/** The moment now as SQL: by the machine that the database is on, because all processes that share it go by that one. */
export type Clock = () => RawBuilder<Ms>

export const readClock = async (db: Kysely<Schema>, clock: Clock): Promise<Ms> => {
  const { rows } = await sql<{ now: Ms }>`select ${clock()} as now`.execute(db)
  return rows[0]!.now
}

/** Further ahead than this was taken before the clock was set back; in milliseconds. */
export const farAheadMs = 10 * 60_000
