import { type Kysely, sql } from 'kysely'
import type { Claimant, Claimed, Frozen } from '#core/delivery'
import type { Ms } from '#core/digest'
import type { Viewer } from '#core/viewer'
import type { Clock } from '../clock.ts'
import type { Schema } from '../schema.ts'
import type { Walls } from '../walls.ts'
import { areUnshown, holds } from './holding.ts'
import { hasItsFirst, isFirstOfItsLine } from './ready.ts'
import { type DeliveryRow, newRowOf } from './rows.ts'

type Db = Kysely<Schema>
type Facts = DeliveryRow & { now: Ms; isNext: number }

export type ClaimParts = { clock: Clock; behind: (viewer: Viewer) => Walls }

/** Takes a delivery for a while, if it may be taken and what is to go out still holds. */
export const claim = async (
  db: Db,
  id: string,
  claimant: Claimant,
  frozen: Frozen | undefined,
  { clock, behind }: ClaimParts,
): Promise<Claimed> => {
  const row = await factsOf(db, id, clock)
  if (!row || !mayTake(row, claimant, frozen !== undefined)) return { kind: 'taken' }
  if (frozen && !(await stillSo(db, row, frozen, behind))) return { kind: 'changed' }
  const { now } = row
  const attempt = row.attempt + 1
  const leaseUntil = now + claimant.leaseMs
  const isRenewed = isHeldBy(row, claimant)
  await db
    .updateTable('delivery')
    .set({
      state: 'sending',
      attempt,
      lease_by: claimant.by,
      lease_until: leaseUntil,
      tried_since: row.tried_since ?? now,
      ...(!isRenewed && { tried_before: row.tried_since, missing_before: row.missing }),
      ...(frozen && {
        // What a manager said was of the message before.
        missing: 0,
        document: JSON.stringify(frozen.document),
        body: JSON.stringify(frozen.body),
        carries: JSON.stringify(frozen.carries),
        tried_in: frozen.channel ?? null,
      }),
    })
    .where('id', '=', id)
    .execute()
  if (frozen) await freezeRest(db, row, frozen)
  return { kind: 'mine', attempt, now, leaseUntil }
}

const factsOf = (db: Db, id: string, clock: Clock): Promise<Facts | undefined> =>
  db
    .selectFrom('delivery')
    .selectAll()
    .select([
      clock().as('now'),
      sql<number>`case when ${isFirstOfItsLine} and ${hasItsFirst} then 1 else 0 end`.as('isNext'),
    ])
    .where('id', '=', id)
    .executeTakeFirst()

/** What may have arrived is never sent by whoever has not looked for it under a claim of their own. */
const mayTake = (row: Facts, claimant: Claimant, isToSend: boolean): boolean => {
  const { state, now, lease_until: until } = row
  if (row.isNext === 0) return false
  if (state === 'planned') return isDue(row) && !(isToSend && row.tried_since !== null)
  if (state !== 'sending' || until === null) return false
  if (isHeldBy(row, claimant)) return true
  return !isToSend && until + claimant.quarantineMs <= now
}

const isHeldBy = (row: Facts, { by, attempt }: Claimant): boolean =>
  row.state === 'sending' && row.lease_by === by && row.attempt === attempt

const isDue = ({ now, due, not_before, expires }: Facts): boolean =>
  due <= now && not_before <= now && expires > now

/** Nothing that it rests on has changed since it was composed. */
const stillSo = async (
  db: Db,
  row: Facts,
  { holding, carries, rest = [], edition }: Frozen,
  behind: ClaimParts['behind'],
): Promise<boolean> => {
  if (!(await holds(db, behind(holding.viewer), holding))) return false
  const { cause, cause_id, part } = row
  if (cause !== 'edition') return true
  const all = [...carries, ...rest.flatMap((one) => one.carries ?? [])]
  if (!(await areUnshown(db, row, all))) return false
  return part > 0 || isOfDigestAsItIs(db, cause_id, edition?.version)
}

const isOfDigestAsItIs = async (
  db: Db,
  edition: string,
  version: number | undefined,
): Promise<boolean> => {
  const digest = await db
    .selectFrom('digest')
    .innerJoin('edition', 'edition.digest', 'digest.id')
    .select(['digest.version', 'digest.deleted'])
    .where('edition.id', '=', edition)
    .executeTakeFirst()
  if (!digest) return true
  return digest.deleted === 0 && (version === undefined || version === digest.version)
}

/** What follows in the thread, instead of what was planned before; and what the edition covers. */
const freezeRest = async (
  db: Db,
  { cause, cause_id, part, target }: Facts,
  { rest, edition }: Frozen,
): Promise<void> => {
  if (rest) {
    await db
      .deleteFrom('delivery')
      .where((is) => is.and({ cause, cause_id, target }))
      .where('part', '>', part)
      .where('state', 'in', ['planned', 'cancelled', 'expired'])
      .execute()
    for (const one of rest)
      await db
        .insertInto('delivery')
        .values(newRowOf(one))
        .onConflict((known) => known.doNothing())
        .execute()
  }
  if (!edition) return
  const { covers, upto, version } = edition
  await db
    .updateTable('edition')
    .set((is) => ({
      covers_from: covers.from,
      covers_to: covers.to,
      upto,
      version:
        version ??
        is.selectFrom('digest').select('version').whereRef('digest.id', '=', 'edition.digest'),
    }))
    .where('id', '=', cause_id)
    .execute()
}
