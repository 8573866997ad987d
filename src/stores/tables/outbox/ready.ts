import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Class, Lane } from '#core/delivery'
import type { Clock } from '../clock.ts'
import type { Schema } from '../schema.ts'
import { type DeliveryRow, deliveryOf } from './rows.ts'

type Db = Kysely<Schema>

/** Rows that are not settled: said alike everywhere, because that is how SQLite knows its index for them. */
export const isOpen = sql<boolean>`state in ('planned', 'sending')`

/** The same of the rows that one is held against. */
const otherIsOpen = sql<boolean>`other.state in ('planned', 'sending')`

/**
 * No other of its line goes first: neither one that is on its way, nor an earlier one. Of two that are
 * both on their way or both not, the earlier goes first.
 */
export const isFirstOfItsLine = sql<boolean>`not exists (
  select 1 from delivery as other
  where other.line = delivery.line and ${otherIsOpen} and other.id <> delivery.id
    and (other.state > delivery.state or (other.state = delivery.state
      and (other.due, other.cause_id, other.part)
        < (delivery.due, delivery.cause_id, delivery.part))))`

/** What stands in a thread goes once the message that it stands under is there. */
export const hasItsFirst = sql<boolean>`(part = 0 or act <> 'reply' or exists (
  select 1 from delivery as first where first.cause = delivery.cause
    and first.cause_id = delivery.cause_id and first.target = delivery.target
    and first.part = 0 and first.state = 'sent'))`

/** Planned for now and not too late, or left by whoever claimed it. */
const isDue = (now: RawBuilder<number>, quarantineMs: number): RawBuilder<boolean> =>
  sql`case when state = 'planned' then due <= ${now} and not_before <= ${now} and expires > ${now}
    else lease_until + ${quarantineMs} <= ${now} end`

/** What may have arrived is looked for when everything else is out. */
const urgency = sql`case when state = 'sending' or tried_since is not null then 3
  when class = 'flash' then 0 when class = 'on time' then 1 else 2 end`

type Wish = { most: number; quarantineMs: number; class?: Class }

/** What may be claimed now in a lane, in the order in which it should be. */
export const ready = async (
  db: Db,
  { platform, workspace }: Lane,
  { most, quarantineMs, class: only }: Wish,
  clock: Clock,
) => {
  const { rows } = await sql<DeliveryRow>`with claimable as (
      select id, workspace, ${urgency} as urgency, (part > 0 and act = 'reply') as follows, due from delivery
      where platform = ${platform} and ${isOpen} and ${isDue(clock(), quarantineMs)}
        and ${isFirstOfItsLine} and ${hasItsFirst}
        ${workspace === undefined ? sql`` : sql`and workspace = ${workspace}`}
        ${only === undefined ? sql`` : sql`and class = ${only}`}),
    next as (
      select *, row_number() over (
        partition by workspace, urgency, follows order by due, id) as turn
      from claimable order by urgency, follows, turn, due, id limit ${most})
    select delivery.* from next join delivery on delivery.id = next.id
    order by next.urgency, next.follows, next.turn, next.due, next.id`.execute(db)
  return rows.map(deliveryOf)
}
