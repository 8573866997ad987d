import { type Kysely, sql } from 'kysely'
import type { Digests } from '#core/digest'
import type { Viewer } from '#core/viewer'
import { noteDeed } from './audit.ts'
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
import { speechOf } from './speech.ts'
import type { Walls } from './walls.ts'
import type { WordIndex } from './words.ts'
import type { Write } from './writes.ts'

type Db = Kysely<Schema>

export type DigestParts = {
  db: Db
  write: Write
  behind: (viewer: Viewer) => Walls
  today: () => string
  clock: Clock
  words: WordIndex
  now: () => Temporal.Instant
}

/** Digests and what became of their occurrences. */
export const digestsIn = ({
  db,
  write,
  behind,
  today,
  clock,
  words,
  now,
}: DigestParts): Digests => ({
  add: (digest, deed) =>
    write(async (one) => {
      const made = await addDigest(one, digest, { clock, tz: ownTz })
      if (deed) await noteDeed(one, deed, now())
      return made
    }),
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
  change: (digest, terms, replan, deed) =>
    write(async (one) => {
      const changed = await changeDigest(one, digest, terms, { replan, clock, tz: ownTz })
      if (changed && deed) await noteDeed(one, deed, now())
      return changed
    }),
  async due(by, most) {
    // What is dated today arrives with the first look of the day.
    if (await hasOpened(db, today()))
      await write((one) => settleOpened(one, today(), { clock, words }))
    const rows = await db
      .selectFrom('digest')
      .selectAll()
      .where('next', '<=', by)
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
      .where(sql<boolean>`coalesce(${speechOf(db).text(sql`pause`, 'by')}, '') <> 'fault'`)
      .orderBy('tz')
      .limit(most)
      .execute()
    return rows.map(digestOf)
  },
  setNext: (next, tz) =>
    write(async (one) => {
      await sql`update digest set next = look.next, tz = ${tz}
        from ${speechOf(one).rows(next, { id: 'text', last: 'bigint', next: 'bigint' })} as look
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
  settleByHand: (edition, arrived, deed) =>
    write(async (one) => {
      if (!(await settleByHand(one, edition, arrived, clock))) return undefined
      if (deed) await noteDeed(one, deed, now())
      return findEdition(one, edition)
    }),
})

/** The time zone data of this process, with which its callers compute what is next. */
const ownTz = process.versions.tz ?? ''
