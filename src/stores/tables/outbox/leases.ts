import { type Kysely, sql } from 'kysely'
import type { Ms } from '#core/digest'
import { type Clock, farAheadMs } from '../clock.ts'
import type { Schema } from '../schema.ts'

type Db = Kysely<Schema>

/** Takes or renews it; one that ends further ahead than it can have been taken is from a clock set back. */
export const takeLease = async (
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

export const releaseLease = async (db: Db, name: string, holder: string): Promise<void> => {
  await db
    .deleteFrom('lease')
    .where((is) => is.and({ name, holder }))
    .execute()
}

export const heldLeases = async (
  db: Db,
  clock: Clock,
): Promise<{ name: string; holder: string }[]> =>
  db
    .selectFrom('lease')
    .select(['name', 'holder'])
    .where('until', '>', clock())
    .orderBy('name')
    .execute()
