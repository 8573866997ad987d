import { type Kysely, sql } from 'kysely'
import type { Settlement } from '#core/delivery'
import type { Ms } from '#core/digest'
import type { Schema } from '../schema.ts'
import { noteCarried, noteShown, type Standing } from './ledger.ts'
import { isOpen } from './ready.ts'
import type { DeliveryRow } from './rows.ts'

type Db = Kysely<Schema>
type To<S extends Settlement['to']> = Extract<Settlement, { to: S }>

/** How long a digest rests before it is looked at whether what was refused has been mended. */
const lookAgainMs = 10 * 60_000

/**
 * Writes down what became of a delivery, with all that follows from it, in the transaction it is called
 * in. False where that is no longer true of what it was composed from.
 */
export const settle = async (
  db: Db,
  row: DeliveryRow,
  settlement: Settlement,
  now: Ms,
): Promise<boolean> => {
  switch (settlement.to) {
    case 'sent':
      await sent(db, row, settlement, now)
      return true
    case 'planned':
      await plannedAgain(db, row, settlement)
      return true
    case 'nothing new':
      return nothingNew(db, row, settlement)
    default:
      await ended(db, row, settlement, now)
      return true
  }
}

const free = { lease_by: null, lease_until: null }

const sent = async (db: Db, row: DeliveryRow, standing: Standing, now: Ms): Promise<void> => {
  const { channel, message } = standing
  const where = { sent_channel: channel, sent_message: message }
  await update(db, row, { state: 'sent', ...where, ...free, why: null })
  await noteShown(db, row, standing, now)
  await noteCarried(db, row)
  if (row.cause !== 'edition') return
  if (row.part === 0) await setEdition(db, row.cause_id, { state: 'sent', why: null })
  await moveOn(db, row.cause_id)
}

/** This attempt wrote nothing: whether it may have arrived is as it was before. */
const plannedAgain = (db: Db, row: DeliveryRow, { notBefore, why }: To<'planned'>): Promise<void> =>
  update(db, row, {
    ...{ state: 'planned', not_before: notBefore, why, ...free },
    ...{ tried_since: row.tried_before, missing: row.missing_before },
  })

const ended = async (
  db: Db,
  row: DeliveryRow,
  settlement: To<'failed'> | To<'unknown' | 'expired' | 'cancelled'>,
  now: Ms,
): Promise<void> => {
  const { to: state, why } = settlement
  await update(db, row, { state, why, ...free })
  if (row.part > 0) return
  await cancelRest(db, row)
  if (row.cause !== 'edition') return
  await setEdition(db, row.cause_id, { state, why })
  if (settlement.to === 'failed' && settlement.pause !== undefined)
    await rest(db, row.cause_id, settlement.pause, now)
}

const nothingNew = async (
  db: Db,
  row: DeliveryRow,
  { upto, version }: To<'nothing new'>,
): Promise<boolean> => {
  const digest = await digestOf(db, row.cause_id)
  if (digest && version !== undefined && digest.version !== version) return false
  const why = 'nothing new'
  await update(db, row, { state: 'cancelled', why, ...free })
  await cancelRest(db, row)
  await setEdition(db, row.cause_id, { state: 'skipped', why })
  if (digest) await scanUpTo(db, digest.id, upto)
  return true
}

const update = async (
  db: Db,
  { id }: Pick<DeliveryRow, 'id'>,
  set: Partial<DeliveryRow>,
): Promise<void> => {
  await db.updateTable('delivery').set(set).where('id', '=', id).execute()
}

/** A thread needs the message that it hangs on. */
const cancelRest = async (db: Db, { cause, cause_id, target }: DeliveryRow): Promise<void> => {
  await db
    .updateTable('delivery')
    .set({ state: 'cancelled', why: 'its first message was not sent', ...free })
    .where((is) => is.and({ cause, cause_id, target }))
    .where('part', '>', 0)
    .where('act', '=', 'reply')
    .where(isOpen)
    .execute()
}

export const setEdition = async (
  db: Db,
  id: string,
  set: Partial<Schema['edition']>,
): Promise<void> => {
  await db.updateTable('edition').set(set).where('id', '=', id).execute()
}

const digestOf = (db: Db, edition: string) =>
  db
    .selectFrom('digest')
    .innerJoin('edition', 'edition.digest', 'digest.id')
    .select(['digest.id', 'digest.version'])
    .where('edition.id', '=', edition)
    .executeTakeFirst()

/** Its digest rests; a pause that somebody wished stays theirs. */
const rest = async (db: Db, edition: string, why: string, now: Ms): Promise<void> => {
  const digest = await digestOf(db, edition)
  if (!digest) return
  await db
    .updateTable('digest')
    .set((is) => ({
      pause: JSON.stringify({ by: 'fault', why }),
      next: now + lookAgainMs,
      version: is('version', '+', 1),
    }))
    .where('id', '=', digest.id)
    .where('pause', 'is', null)
    .execute()
}

/**
 * Once all messages of an edition stand, its arrivals need no second look, unless its digest has been
 * given other topics since it was composed.
 */
const moveOn = async (db: Db, edition: string): Promise<void> => {
  const whole = await db
    .selectFrom('edition')
    .innerJoin('digest', 'digest.id', 'edition.digest')
    .select(['digest.id', 'edition.upto'])
    .where('edition.id', '=', edition)
    .whereRef('edition.version', '>=', 'digest.topics_version')
    .where(sql<boolean>`not exists (select 1 from delivery
      where cause = 'edition' and cause_id = edition.id and delivery.state <> 'sent')`)
    .executeTakeFirst()
  if (whole && whole.upto !== null) await scanUpTo(db, whole.id, whole.upto)
}

const scanUpTo = async (db: Db, digest: string, upto: number): Promise<void> => {
  await db
    .updateTable('digest')
    .set({ scanned: upto })
    .where('id', '=', digest)
    .where('scanned', '<', upto)
    .execute()
}
