import { sql } from 'kysely'
import type { Ms } from '#core/digest'
import type { Clock } from '../tables/clock.ts'

export const databaseClock =
  (offsetMs: () => number = () => 0): Clock =>
  () =>
    sql<Ms>`(cast(unixepoch('subsec') * 1000 as integer) + ${offsetMs()})`
