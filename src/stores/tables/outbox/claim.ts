import { type Kysely, sql } from 'kysely'
import type { Claimant, Claimed, Frozen } from '#core/delivery'
import type { Ms } from '#core/digest'
import type { Viewer } from '#core/viewer'
import type { Clock } from '../clock.ts'
import type { Schema } from '../schema.ts'
import { speechOf } from '../speech.ts'
import type { Walls } from '../walls.ts'
import { freezeEditions, freezeRest } from './freeze.ts'
import { stillSo } from './holding.ts'
import { hasItsFirst, isFirstOfItsLine } from './ready.ts'
import type { DeliveryRow } from './rows.ts'

type Db = Kysely<Schema>
type Facts = DeliveryRow & { now: Ms; isNext: number }

export type ClaimParts = { clock: Clock; behind: (viewer: Viewer) => Walls }

/** Who wishes to take which delivery, with what is to go out where it is to be sent. */
export type Wish = { id: string; claimant: Claimant; frozen: Frozen | undefined }

/** A wish that may be granted, with what is known of its delivery. */
export type Taken = { row: Facts; claimant: Claimant; frozen: Frozen | undefined }

/** Takes deliveries for a while, each if it may be taken and what is to go out still holds. */
export const claimAll = async (
  db: Db,
  wishes: readonly Wish[],
  { clock, behind }: ClaimParts,
): Promise<Claimed[]> => {
  const facts = await factsOf(db, wishes, clock)
  const free = wishes.flatMap(({ id, claimant, frozen }): Taken[] => {
    const row = facts.get(id)
    return row && mayTake(row, claimant, frozen !== undefined) ? [{ row, claimant, frozen }] : []
  })
  const holding = await stillSo(db, free, behind)
  const taken = await take(
    db,
    free.filter(({ row }) => holding.has(row.id)),
  )
  await freezeEditions(db, taken)
  for (const one of taken) await freezeRest(db, one)
  const mine = new Set(taken.map(({ row }) => row.id))
  const known = new Set(free.map(({ row }) => row.id))
  return wishes.map(({ id, claimant }): Claimed => {
    const row = facts.get(id)
    if (!row || !known.has(id)) return { kind: 'taken' }
    if (!holding.has(id)) return { kind: 'changed' }
    if (!mine.has(id)) return { kind: 'taken' }
    const { now, attempt } = row
    return { kind: 'mine', attempt: attempt + 1, now, leaseUntil: now + claimant.leaseMs }
  })
}

const factsOf = async (
  db: Db,
  wishes: readonly Wish[],
  clock: Clock,
): Promise<ReadonlyMap<string, Facts>> => {
  const ids = speechOf(db).list(wishes.map(({ id }) => id))
  const rows = await db
    .selectFrom('delivery')
    .selectAll()
    .select([
      clock().as('now'),
      sql<number>`case when ${isFirstOfItsLine} and ${hasItsFirst} then 1 else 0 end`.as('isNext'),
    ])
    .where(sql<boolean>`id in ${ids}`)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

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

const columns = {
  ...({ id: 'text', attempt: 'bigint', lease_by: 'text', lease_until: 'bigint' } as const),
  ...({ tried_since: 'bigint', tried_before: 'bigint', tried_in: 'text' } as const),
  ...({ missing: 'bigint', missing_before: 'bigint' } as const),
  ...({ document: 'text', body: 'text', carries: 'text' } as const),
}

/** Those that nobody else has taken since they were looked at. */
const take = async (db: Db, free: readonly Taken[]): Promise<Taken[]> => {
  if (free.length === 0) return []
  const { rows } = speechOf(db)
  const { rows: taken } = await sql<{
    id: string
  }>`update delivery set state = 'sending', attempt = claimed.attempt,
      lease_by = claimed.lease_by, lease_until = claimed.lease_until,
      tried_since = claimed.tried_since, tried_before = claimed.tried_before,
      tried_in = claimed.tried_in, missing = claimed.missing,
      missing_before = claimed.missing_before, document = claimed.document,
      body = claimed.body, carries = claimed.carries
    from ${rows(free.map(claimedRow), columns)} as claimed
    where delivery.id = claimed.id and delivery.attempt = claimed.attempt - 1
      and delivery.id in ${speechOf(db).list(free.map(({ row }) => row.id))}
    returning delivery.id`.execute(db)
  const ids = new Set(taken.map(({ id }) => id))
  return free.filter(({ row }) => ids.has(row.id))
}

/** The row as it is from now on, in those columns that a claim may change. */
const claimedRow = ({ row, claimant, frozen }: Taken) => {
  const { id, now, tried_since, tried_in, missing, document, body, carries } = row
  const before = isHeldBy(row, claimant)
    ? { tried_before: row.tried_before, missing_before: row.missing_before }
    : { tried_before: tried_since, missing_before: missing }
  return {
    ...{ id, attempt: row.attempt + 1, lease_by: claimant.by },
    ...{ lease_until: now + claimant.leaseMs, tried_since: tried_since ?? now, ...before },
    ...{ tried_in, missing, document, body, carries },
    ...(frozen && {
      // What a manager said was of the message before.
      missing: 0,
      document: JSON.stringify(frozen.document),
      body: JSON.stringify(frozen.body),
      carries: JSON.stringify(frozen.carries),
      tried_in: frozen.channel ?? null,
    }),
  }
}
