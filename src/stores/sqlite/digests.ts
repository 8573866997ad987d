import { type Kysely, sql } from 'kysely'
import type { Digests } from '#core/digest'
import type { Viewer } from '#core/viewer'
import type { Clock } from './clock.ts'
import { eventsAhead } from './digests/ahead.ts'
import { addDigest, changeDigest } from './digests/change.ts'
import { coveredUpTo, editionHistory, findEdition, unconfirmed } from './digests/editions.ts'
import { eligible } from './digests/eligible.ts'
import { writePlans } from './digests/plan.ts'
import { digestOf } from './digests/rows.ts'
import { settleByHand } from './outbox/by-hand.ts'
import type { Schema } from './schema.ts'
import { hasOpened, settleOpened } from './settle.ts'
import type { Walls } from './walls.ts'
import type { Write } from './writes.ts'

type Db = Kysely<Schema>

export type DigestParts = {
  db: Db
  write: Write
  behind: (viewer: Viewer) => Walls
  today: () => string
  clock: Clock
}

/** Digests and what became of their occurrences. */
export const digestsIn = ({ db, write, behind, today, clock }: DigestParts): Digests => ({
  add: (digest) => write((one) => addDigest(one, digest, { clock, tz: ownTz })),
  async find(id) {
    const row = await db.selectFrom('digest').selectAll().where('id', '=', id).executeTakeFirst()
    return row && digestOf(row)
  },
  async list(of) {
    const rows = await db
      .selectFrom('digest')
      .selectAll()
      .where('deleted', '=', 0)
      .$if(of !== undefined, (all) =>
        all.where('target', '=', of?.target ?? '').where('platform', '=', of?.platform ?? ''),
      )
      .orderBy('created')
      .orderBy('id')
      .execute()
    return rows.map(digestOf)
  },
  change: (digest, terms, replan) =>
    write((one) => changeDigest(one, digest, terms, { replan, clock, tz: ownTz })),
  async due(now, most) {
    // What is dated today arrives with the first look of the day.
    if (await hasOpened(db, today())) await write((one) => settleOpened(one, today(), clock))
    const rows = await db
      .selectFrom('digest')
      .selectAll()
      .where('next', '<=', now)
      .where('deleted', '=', sql<number>`0`)
      .orderBy('next')
      .orderBy('id')
      .limit(most)
      .execute()
    return rows.map(digestOf)
  },
  plan: (plans) => write((one) => writePlans(one, plans, { clock, tz: ownTz })),
  async computedOtherwise(tz, most) {
    const rows = await db
      .selectFrom('digest')
      .selectAll()
      .where('tz', '<>', tz)
      .where('deleted', '=', 0)
      // When to look again at what a platform refused is not computed from a schedule.
      .where(sql<boolean>`coalesce(pause ->> 'by', '') <> 'fault'`)
      .orderBy('tz')
      .limit(most)
      .execute()
    return rows.map(digestOf)
  },
  setNext: (next, tz) =>
    write(async (one) => {
      await sql`update digest set next = look.next, tz = ${tz}
        from (select value ->> 'id' as id, value ->> 'last' as last, value ->> 'next' as next
          from json_each(${JSON.stringify(next)})) as look
        where digest.id = look.id and digest.last = look.last`.execute(one)
    }),
  eligible: ({ viewer, ...wish }) => eligible(db, behind(viewer), wish),
  ahead: ({ viewer, ...wish }) => eventsAhead(db, behind(viewer), wish),
  coveredUpTo: (digest) => coveredUpTo(db, digest),
  edition: (id) => findEdition(db, id),
  history: editionHistory(db),
  unconfirmed: unconfirmed(db),
  told: (edition, state) =>
    write(async (one) => {
      await one.updateTable('edition').set({ told: state }).where('id', '=', edition).execute()
    }),
  settleByHand: (edition, arrived) =>
    write(async (one) =>
      (await settleByHand(one, edition, arrived, clock)) ? findEdition(one, edition) : undefined,
    ),
})

/** The time zone data of this process, with which its callers compute what is next. */
const ownTz = process.versions.tz ?? ''
