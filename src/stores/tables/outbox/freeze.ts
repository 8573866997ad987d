import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import { speechOf } from '../speech.ts'
import { addDeliveries } from './add.ts'
import type { Taken } from './claim.ts'

type Db = Kysely<Schema>

/** What follows in the thread, instead of what was planned before. */
export const freezeRest = async (db: Db, { row, frozen }: Taken): Promise<void> => {
  if (!frozen?.rest) return
  const { cause, cause_id, part, target } = row
  await db
    .deleteFrom('delivery')
    .where((is) => is.and({ cause, cause_id, target }))
    .where('part', '>', part)
    .where('state', 'in', ['planned', 'cancelled', 'expired'])
    .execute()
  await addDeliveries(db, frozen.rest)
}

const columns = {
  ...({ id: 'text', covers_from: 'bigint', covers_to: 'bigint' } as const),
  ...({ upto: 'bigint', version: 'bigint' } as const),
}

/** What their editions cover, and of which version of the digest they are. */
export const freezeEditions = async (db: Db, taken: readonly Taken[]): Promise<void> => {
  const found = taken.flatMap(({ row, frozen }) =>
    frozen?.edition ? [{ id: row.cause_id, ...frozen.edition }] : [],
  )
  if (found.length === 0) return
  const rows = found.map(({ id, covers, upto, version = null }) => ({
    ...{ id, covers_from: covers.from, covers_to: covers.to, upto, version },
  }))
  await sql`update edition set covers_from = composed.covers_from, covers_to = composed.covers_to,
      upto = composed.upto, version = coalesce(composed.version,
        (select version from digest where digest.id = edition.digest))
    from ${speechOf(db).rows(rows, columns)} as composed where edition.id = composed.id`.execute(db)
}
