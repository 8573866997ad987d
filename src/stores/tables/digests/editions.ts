import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Digests, Unconfirmed } from '#core/digest'
import type { Schema } from '../schema.ts'
import { digestOf, editionOf } from './rows.ts'

type Db = Kysely<Schema>

/** Editions with how many of their messages stand, and where the first does. */
const editions = (db: Db) =>
  db
    .selectFrom('edition')
    .leftJoin('delivery as first', 'first.id', 'edition.id')
    .selectAll('edition')
    .select(['first.sent_channel', 'first.sent_message'])
    .select([messages(sql`count(*) filter (where state = 'sent')`).as('sent')])
    .select([messages(sql`count(*)`).as('of')])

const messages = (counted: RawBuilder<unknown>) =>
  sql<number>`(select ${counted} from delivery where cause = 'edition' and cause_id = edition.id)`

export const findEdition = async (db: Db, id: string) => {
  const row = await editions(db).where('edition.id', '=', id).executeTakeFirst()
  return row && editionOf(row)
}

/** Those of one digest, the latest first. */
export const editionHistory: (db: Db) => Digests['history'] =
  (db) =>
  async (digest, { offset, limit }) => {
    const rows = await editions(db)
      .where('edition.digest', '=', digest)
      .orderBy('edition.due', 'desc')
      .orderBy('edition.slot', 'desc')
      .limit(limit)
      .offset(offset)
      .execute()
    const { total } = await db
      .selectFrom('edition')
      .select((is) => is.fn.countAll<number>().as('total'))
      .where('digest', '=', digest)
      .executeTakeFirstOrThrow()
    return { items: rows.map(editionOf), total }
  }

export const coveredUpTo = async (db: Db, digest: string) => {
  const row = await db
    .selectFrom('edition')
    .select((is) => is.fn.max('covers_to').as('to'))
    .where((is) => is.and({ digest, state: 'sent' }))
    .executeTakeFirst()
  return row?.to ?? undefined
}

/** What has ended comes first (its times count below zero), so that many that are under way cannot hide it. */
export const unconfirmed: (db: Db) => Digests['unconfirmed'] = (db) => async (before, most) => {
  const rows = await editions(db)
    .innerJoin('digest', 'digest.id', 'edition.digest')
    .where(sql<boolean>`edition.state in ('open', 'unknown', 'failed', 'expired')`)
    .where(sql<boolean>`edition.told <> edition.state`)
    .where('edition.due', '<', before)
    .where('digest.deleted', '=', 0)
    .orderBy(sql`case edition.state when 'open' then edition.due else -edition.due end`)
    .limit(most)
    .execute()
  const digests = await db
    .selectFrom('digest')
    .selectAll()
    .where('id', 'in', [...new Set(rows.map(({ digest }) => digest))])
    .execute()
  const byId = new Map(digests.map((row) => [row.id, digestOf(row)]))
  return rows.flatMap((row): Unconfirmed[] => {
    const digest = byId.get(row.digest)
    return digest ? [{ edition: editionOf(row), digest }] : []
  })
}
