import { type Kysely, sql } from 'kysely'
import type { Ms } from '#core/digest'
import type { Lease, Leases } from '#core/lease'
import { type Clock, farAheadMs } from './clock.ts'
import type { Schema } from './schema.ts'
import type { Write } from './writes.ts'

type Db = Kysely<Schema>

/** Who has what only one process may have, until when. */
export const leasesIn = (db: Db, apart: Write, clock: Clock): Leases => ({
  take: (name, holder, forMs) => apart((one) => take(one, { name, holder, forMs }, clock)),
  release: (name, holder) =>
    apart(async (one) => {
      await one
        .deleteFrom('lease')
        .where((is) => is.and({ name, holder }))
        .execute()
    }),
  async taken() {
    const { rows } = await sql<Lease>`
      select name, holder, until - ${clock()} as "leftMs" from lease order by name`.execute(db)
    return rows
  },
})

/** One that ends further ahead than it can have been taken is from a clock set back. */
const take = async (
  db: Db,
  { name, holder, forMs }: { name: string; holder: string; forMs: Ms },
  clock: Clock,
): Promise<boolean> => {
  const { rows } = await sql`insert into lease (name, holder, until)
    values (${name}, ${holder}, ${clock()} + ${forMs})
    on conflict (name) do update set holder = excluded.holder, until = excluded.until
    where lease.holder = excluded.holder or lease.until <= ${clock()}
      or lease.until > ${clock()} + ${Math.max(forMs, farAheadMs)}
    returning name`.execute(db)
  return rows.length > 0
}

const dayMs = 24 * 60 * 60_000

/** Whoever was killed will not come to give up what was its own. */
export const expireLeases = async (db: Db, clock: Clock): Promise<void> => {
  await sql`delete from lease where until < ${clock()} - ${dayMs}`.execute(db)
}
