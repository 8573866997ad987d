import { type Kysely, sql } from 'kysely'
import type { DeliveryState } from '#core/delivery'
import type { Ref } from '#core/ref'
import { type Clock, readClock } from '../clock.ts'
import type { Schema } from '../schema.ts'
import { areUnshown } from './holding.ts'
import type { DeliveryRow } from './rows.ts'
import { setEdition, settle } from './settle.ts'

type Db = Kysely<Schema>

/** What is posted once more is worth that for so long. */
const againMs = 6 * 3_600_000

/** A manager has looked. False where there is nothing to settle. */
export const settleByHand = async (
  db: Db,
  edition: string,
  arrived: boolean,
  clock: Clock,
): Promise<boolean> => {
  const row = await find(db, edition)
  if (row?.cause !== 'edition') return false
  if (!arrived) return again(db, row, ['unknown', 'failed', 'expired'], clock)
  if (row.state !== 'unknown') return false
  const now = await readClock(db, clock)
  return settle(db, row, { to: 'sent', channel: row.target, message: '' }, now)
}

/** The operator wants it posted once more. */
export const retry = async (db: Db, id: string, clock: Clock): Promise<boolean> => {
  const row = await find(db, id)
  if (!row || row.state === 'sent') return false
  if (row.state === 'sending') return true
  if (row.state === 'planned') {
    await db.updateTable('delivery').set({ not_before: 0 }).where('id', '=', id).execute()
    return true
  }
  return again(db, row, ['unknown', 'failed', 'expired', 'cancelled'], clock)
}

/** The operator gives it up; one that is on its way at this moment is not to be stopped. */
export const giveUp = async (db: Db, id: string, clock: Clock): Promise<boolean> => {
  const row = await find(db, id)
  if (!row || row.state === 'sent') return false
  const now = await readClock(db, clock)
  if (row.state === 'sending' && (row.lease_until ?? 0) > now) return false
  if (row.state !== 'planned' && row.state !== 'sending') return true
  return settle(db, row, { to: 'cancelled', why: 'given up by the operator' }, now)
}

const find = (db: Db, id: string): Promise<DeliveryRow | undefined> =>
  db.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirst()

/**
 * Plans it anew. The first message of an edition is composed anew too, and those of its thread with it;
 * one of a thread stands for itself, unless what it carries has been shown there meanwhile.
 */
const again = async (
  db: Db,
  row: DeliveryRow,
  from: readonly DeliveryState[],
  clock: Clock,
): Promise<boolean> => {
  if (!from.includes(row.state)) return false
  const isComposed = row.cause === 'edition' && row.part === 0
  if (!isComposed && !(await canStandAlone(db, row))) return false
  const now = await readClock(db, clock)
  await db
    .updateTable('delivery')
    .set({
      ...{ state: 'planned', not_before: 0, expires: now + againMs, why: null },
      ...{ missing: 1, missing_before: 1, tried_before: sql<number>`tried_since` },
      ...(isComposed && { document: null, body: null, carries: '[]' }),
    })
    .where('id', '=', row.id)
    .execute()
  if (isComposed) await setEdition(db, row.cause_id, { state: 'open', why: null, told: '' })
  return true
}

const canStandAlone = async (db: Db, row: DeliveryRow): Promise<boolean> => {
  if (row.part === 0 || row.act !== 'reply') return true
  const { cause, cause_id, target } = row
  const first = await db
    .selectFrom('delivery')
    .select('state')
    .where((is) => is.and({ cause, cause_id, target, part: 0 }))
    .executeTakeFirst()
  if (first?.state !== 'sent') return false
  return areUnshown(db, row, JSON.parse(row.carries) as Ref[])
}
