import { type Kysely, sql } from 'kysely'
import type { Restored } from '#core/restored'
import { type Clock, readClock } from '../clock.ts'
import type { Schema } from '../schema.ts'

type Db = Kysely<Schema>

/** The last time that a backup was put back, if ever. */
export const lastRestored = async (db: Db): Promise<Restored | undefined> =>
  db.selectFrom('restored').selectAll().orderBy('at', 'desc').limit(1).executeTakeFirst()

/** From now on whatever another store may have sent is looked for first; how many are on their way so. */
export const noteRestored = async (
  db: Db,
  clock: Clock,
): Promise<Restored & { planned: number }> => {
  const at = await readClock(db, clock)
  const { rows } = await sql<{ known: number | null }>`select max(known) as known from (
    select max(at) as known from arrival union all select max(planned) from edition
    union all select max(last) from digest) as one`.execute(db)
  const restored = { since: Math.min(rows[0]?.known ?? at, at), at }
  await db.insertInto('restored').values(restored).execute()
  const tried = sql<number>`coalesce(tried_since, due)`
  const { numUpdatedRows } = await db
    .updateTable('delivery')
    // What a manager said of it was said of an earlier attempt.
    .set({ tried_since: tried, tried_before: tried, missing: 0, missing_before: 0 })
    .where('state', '=', 'planned')
    .executeTakeFirst()
  return { ...restored, planned: Number(numUpdatedRows) }
}
