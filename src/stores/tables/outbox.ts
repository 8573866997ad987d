import { type Kysely, sql } from 'kysely'
import type { DeliveryFilter, Hold, Outbox } from '#core/delivery'
import type { Viewer } from '#core/viewer'
import { batched } from './batched.ts'
import { type Clock, readClock } from './clock.ts'
import { addDeliveries } from './outbox/add.ts'
import { giveUp, retry } from './outbox/by-hand.ts'
import { claimAll, type Wish } from './outbox/claim.ts'
import { expireDeliveries } from './outbox/expire.ts'
import { holds } from './outbox/holding.ts'
import { isOpen, ready } from './outbox/ready.ts'
import { lastRestored, noteRestored } from './outbox/restored.ts'
import { deliveryOf } from './outbox/rows.ts'
import { type Ended, settle, settleAll } from './outbox/settle.ts'
import type { Schema } from './schema.ts'
import { speechOf } from './speech.ts'
import type { Walls } from './walls.ts'
import type { Write } from './writes.ts'

type Db = Kysely<Schema>

export type OutboxParts = {
  db: Db
  write: Write
  beside: Write
  behind: (viewer: Viewer) => Walls
  clock: Clock
}

/** Deliveries on their way, and what became of them. */
export const outboxIn = ({ db, write, beside, behind, clock }: OutboxParts): Outbox => ({
  clock: () => readClock(db, clock),
  add: (deliveries) => write((one) => addDeliveries(one, deliveries)),
  async workspaces(platform) {
    const rows = await db
      .selectFrom('delivery')
      .select('workspace')
      .distinct()
      .where('platform', '=', platform)
      .where(isOpen)
      .execute()
    return rows.map(({ workspace }) => workspace)
  },
  ready: (lane, wish) => ready(db, lane, wish, clock),
  claim: claimant(beside, clock, behind),
  async holds(hold, forMs) {
    const row = await held(db, hold)
      .select('id')
      .where('lease_until', '>=', sql<number>`${clock()} + ${forMs}`)
      .executeTakeFirst()
    return row !== undefined
  },
  stillHolds: ({ viewer, ...holding }) => holds(db, behind(viewer), holding),
  note: (hold, why) =>
    beside(async (one) => {
      const row = await held(one, hold).select('id').executeTakeFirst()
      if (row) await one.updateTable('delivery').set({ why }).where('id', '=', row.id).execute()
    }),
  settle: settler(beside, clock),
  drop: (id, settlement) =>
    write(async (one) => {
      const row = await one
        .selectFrom('delivery')
        .selectAll()
        .where((is) => is.and({ id, state: 'planned' }))
        .executeTakeFirst()
      return row !== undefined && settle(one, row, settlement, await readClock(one, clock))
    }),
  expire: () => write(async (one) => expireDeliveries(one, await readClock(one, clock))),
  restored: () => write((one) => noteRestored(one, clock)),
  lastRestored: () => lastRestored(db),
  find: (id) => find(db, id),
  async standingIn(channel, { id, target }) {
    const rows = await db
      .selectFrom('delivery')
      .select('sent_message')
      .where('target', 'in', [target, channel])
      .where((is) => is.and({ state: 'sent', sent_channel: channel }))
      .where('id', '<>', id)
      .execute()
    return rows.flatMap(({ sent_message: message }) => message || [])
  },
  async list(filter, { offset, limit }) {
    const rows = await filtered(db, filter)
      .selectAll()
      .orderBy('due', 'desc')
      .orderBy('id')
      .limit(limit)
      .offset(offset)
      .execute()
    const { total } = await filtered(db, filter)
      .select((is) => is.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    return { items: rows.map(deliveryOf), total }
  },
  retry: (id) => write(async (one) => ((await retry(one, id, clock)) ? find(one, id) : undefined)),
  giveUp: (id) =>
    write(async (one) => ((await giveUp(one, id, clock)) ? find(one, id) : undefined)),
  async counts() {
    const { rows } = await sql<Awaited<ReturnType<Outbox['counts']>>[number]>`
      select platform, state, count(*) as count,
        case when ${isOpen} then ${speechOf(db).larger(sql`0`, sql`${clock()} - min(due)`)} else 0 end as "overdueMs"
      from delivery group by state, platform order by platform, state`.execute(db)
    return rows
  },
})

/** Claims that wait together are looked into together. */
const claimant = (write: Write, clock: Clock, behind: OutboxParts['behind']): Outbox['claim'] => {
  const claim = batched(
    write,
    ({ id }: Wish) => id,
    (one, wishes) => claimAll(one, wishes, { clock, behind }),
  )
  return (id, by, frozen) => claim({ id, claimant: by, frozen })
}

/** And what became of them is written down together. */
const settler = (write: Write, clock: Clock): Outbox['settle'] => {
  const settled = batched(
    write,
    ({ hold }: Ended) => hold.id,
    (one, ended) => settleAll(one, ended, clock),
  )
  return (hold, settlement) => settled({ hold, settlement })
}

const find = async (db: Db, id: string) => {
  const row = await db.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirst()
  return row && deliveryOf(row)
}

/** The delivery of a claim, while nobody else has claimed it; the time that a lease runs out counts for others. */
const held = (db: Db, { id, attempt, by: lease_by }: Hold) =>
  db.selectFrom('delivery').where((is) => is.and({ id, attempt, lease_by, state: 'sending' }))

const filtered = (db: Db, { states, stuckBefore }: DeliveryFilter) =>
  db
    .selectFrom('delivery')
    .$if(states !== undefined, (all) => all.where('state', 'in', states ?? []))
    .$if(stuckBefore !== undefined, (all) => all.where(isOpen).where('due', '<', stuckBefore ?? 0))
