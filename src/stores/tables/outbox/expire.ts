import { type Kysely, sql } from 'kysely'
import type { Ms } from '#core/digest'
import { farAheadMs } from '../clock.ts'
import type { Schema } from '../schema.ts'

type Db = Kysely<Schema>

const why = 'it was too late to be sent'
/** How far back to look for what was tried by a clock that was wrong. */
const furtherBackMs = 24 * 3_600_000
/** No platform asks for more patience than this. */
const longestWaitMs = 24 * 3_600_000

/** Ends what is planned and past its limit, with its edition and what hangs on it; how many that were. */
export const expireDeliveries = async (db: Db, now: Ms): Promise<number> => {
  await unblock(db, now)
  const isLate = sql`state = 'planned' and expires <= ${now}`
  await sql`update delivery set state = 'cancelled', why = 'its first message was not sent'
    where state = 'planned' and part > 0 and act = 'reply' and (cause, cause_id, target) in
      (select cause, cause_id, target from delivery where ${isLate} and part = 0)`.execute(db)
  await sql`update edition set state = 'expired', why = ${why} where state = 'open' and id in
    (select cause_id from delivery where ${isLate} and cause = 'edition' and part = 0)`.execute(db)
  const { numAffectedRows = 0n } = await sql`update delivery set state = 'expired', why = ${why}
    where ${isLate}`.execute(db)
  return Number(numAffectedRows)
}

/** When the clock is set back, what was taken or put off before must not wait for it to come round again. */
const unblock = async (db: Db, now: Ms): Promise<void> => {
  await db
    .updateTable('delivery')
    // When it was tried is as wrong as that: it is looked for further back.
    .set({
      lease_until: now + farAheadMs,
      tried_since: sql<number>`case when tried_since > ${now - furtherBackMs} then ${now - furtherBackMs}
        else tried_since end`,
    })
    .where('state', '=', 'sending')
    .where('lease_until', '>', now + farAheadMs)
    .execute()
  await db
    .updateTable('delivery')
    .set({ not_before: now + longestWaitMs })
    .where('state', '=', 'planned')
    .where('not_before', '>', now + longestWaitMs)
    .execute()
}
