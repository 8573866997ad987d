import { sql } from 'kysely'
import type { Ms } from '#core/digest'
import type { Clock } from '../tables/clock.ts'

/** Not `now()`, which stands still within a transaction. */
export const databaseClock =
  (offsetMs: () => number = () => 0): Clock =>
  () =>
    sql<Ms>`(cast(extract(epoch from clock_timestamp()) * 1000 as bigint) + cast(${offsetMs()} as bigint))`
