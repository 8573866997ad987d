import { type Kysely, sql } from 'kysely'
import type { Hold, Settlement } from '#core/delivery'
import type { Ms } from '#core/digest'
import type { Clock } from '../clock.ts'
import type { Schema } from '../schema.ts'
import { isPostgres, speechOf } from '../speech.ts'
import { noteCarried, noteShown } from './ledger.ts'
import { isOpen } from './ready.ts'
import type { DeliveryRow } from './rows.ts'

type Db = Kysely<Schema>
type To<S extends Settlement['to']> = Extract<Settlement, { to: S }>

/** How long a digest rests before it is looked at whether what was refused has been mended. */
const lookAgainMs = 10 * 60_000

/** What became of a delivery that somebody holds. */
export type Ended = { hold: Hold; settlement: Settlement }

type Sent = { row: DeliveryRow; settlement: To<'sent'> }

/**
 * Writes down what became of deliveries, each while its claim is held: the time that a lease runs out
 * counts for others. False for one that somebody else has claimed.
 */
export const settleAll = async (
  db: Db,
  ended: readonly Ended[],
  clock: Clock,
): Promise<boolean[]> => {
  const found = await db
    .selectFrom('delivery')
    .selectAll()
    .select(clock().as('now'))
    .where(sql<boolean>`id in ${speechOf(db).list(ended.map(({ hold }) => hold.id))}`)
    .where('state', '=', 'sending')
    // Others settle and claim at the same time.
    .$if(isPostgres(db), (all) => all.forUpdate())
    .execute()
  const rows = new Map(found.map((row) => [row.id, row]))
  const held = ended.map(({ hold, settlement }) => {
    const row = rows.get(hold.id)
    const isMine = row?.attempt === hold.attempt && row.lease_by === hold.by
    return isMine ? { row, settlement } : undefined
  })
  const arrived = held.flatMap((one): Sent[] =>
    one?.settlement.to === 'sent' ? [{ row: one.row, settlement: one.settlement }] : [],
  )
  const now = found[0]?.now ?? 0
  await sent(db, arrived, now)
  const results: boolean[] = []
  for (const one of held)
    results.push(
      one !== undefined &&
        (one.settlement.to === 'sent' || (await settle(db, one.row, one.settlement, now))),
    )
  return results
}

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
      await sent(db, [{ row, settlement }], now)
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

const sentColumns = { id: 'text', channel: 'text', message: 'text' } as const

const sent = async (db: Db, arrived: readonly Sent[], now: Ms): Promise<void> => {
  if (arrived.length === 0) return
  const { list, rows } = speechOf(db)
  const standing = arrived.map(({ row: { id }, settlement: { channel, message } }) => ({
    ...{ id, channel, message },
  }))
  await sql`update delivery set state = 'sent', sent_channel = standing.channel,
      sent_message = standing.message, lease_by = null, lease_until = null, why = null
    from ${rows(standing, sentColumns)} as standing where delivery.id = standing.id
      and delivery.id in ${list(arrived.map(({ row }) => row.id))}`.execute(db)
  await noteShown(
    db,
    arrived.map(({ row, settlement }) => ({ row, standing: settlement })),
    now,
  )
  const editions = arrived.map(({ row }) => row).filter(({ cause }) => cause === 'edition')
  if (editions.length === 0) return
  await noteCarried(db, editions)
  const begun = editions.filter(({ part }) => part === 0).map(({ cause_id }) => cause_id)
  await db
    .updateTable('edition')
    .set({ state: 'sent', why: null })
    .where(sql<boolean>`id in ${list(begun)}`)
    .execute()
  await moveOn(
    db,
    editions.map(({ cause_id }) => cause_id),
  )
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
const moveOn = async (db: Db, editions: readonly string[]): Promise<void> => {
  await sql`update digest set scanned = whole.upto
    from (select digest.id, max(edition.upto) as upto
      from edition join digest on digest.id = edition.digest
      where edition.id in ${speechOf(db).list(editions)}
        and edition.version >= digest.topics_version
        and not exists (select 1 from delivery
          where cause = 'edition' and cause_id = edition.id and delivery.state <> 'sent')
      group by digest.id) as whole
    where digest.id = whole.id and digest.scanned < whole.upto`.execute(db)
}

const scanUpTo = async (db: Db, digest: string, upto: number): Promise<void> => {
  await db
    .updateTable('digest')
    .set({ scanned: upto })
    .where('id', '=', digest)
    .where('scanned', '<', upto)
    .execute()
}
