import { type Kysely, sql } from 'kysely'
import type { Eligible, EligibleWish } from '#core/digest'
import { tlps } from '#core/tlp'
import { lastArrival } from '../arrivals.ts'
import { briefingOf, newest } from '../revisions.ts'
import type { Schema } from '../schema.ts'
import { speechOf } from '../speech.ts'
import type { Walls } from '../walls.ts'

type Db = Kysely<Schema>

/**
 * Newest revisions that arrived since a digest's last look and that nothing has shown there. Arrivals
 * are counted up to one that is read first: whatever is committed later arrives after it.
 */
export const eligible = async (
  db: Db,
  walls: Walls,
  { digest, limit, most }: Omit<EligibleWish, 'viewer'>,
): Promise<{ items: Eligible[]; upto: number }> => {
  const last = await lastArrival(db)
  const raised = await raisedIn(db, limit)
  const { target, topics, since, scanned } = digest
  const rows = await newest(db, walls)
    .innerJoin('wall', 'wall.id', 'briefing.wall')
    .innerJoin('arrival', (join) =>
      join
        .onRef('arrival.workspace', '=', 'briefing.workspace')
        .onRef('arrival.briefing', '=', 'briefing.id')
        .onRef('arrival.revision', '=', 'briefing.revision'),
    )
    .select(['arrival.seq as arrived', base(db, target, since, walls).as('base')])
    .where('arrival.seq', '>', scanned)
    .where('arrival.seq', '<=', last)
    .where(
      sql<boolean>`arrival.seq > case wall.tlp ${sql.join(
        raised.map((seq, tlp) => sql`when ${sql.lit(tlp)} then ${sql.lit(seq)}`),
        sql` `,
      )} end`,
    )
    .where(sql<boolean>`not exists (select 1 from carried where target = ${target}
      and owner = briefing.workspace and briefing = briefing.id and revision = briefing.revision)`)
    .$if(topics.length > 0, (all) =>
      all.where(sql<boolean>`exists (select 1 from listing where listing.seq = briefing.seq
        and topic in ${speechOf(db).list(topics)})`),
    )
    .orderBy('arrival.seq')
    .limit(most)
    .execute()
  const isCut = rows.length === most
  return {
    items: rows.map((row) => ({ briefing: briefingOf(row), base: row.base })),
    upto: isCut ? (rows.at(-1)?.arrived ?? last) : Math.max(last, scanned),
  }
}

const raisedIn = async (db: Db, limit: EligibleWish['limit']): Promise<number[]> => {
  if (!limit) return nothingRaised
  const { workspace, channel } = limit
  const row = await db
    .selectFrom('label_limit')
    .select('raised')
    .where((is) => is.and({ workspace, channel }))
    .executeTakeFirst()
  return row ? JSON.parse(row.raised) : nothingRaised
}

const nothingRaised = tlps.map(() => 0)

/** The newest revision they know: shown there, or there to be seen before the digest began. */
const base = (db: Db, target: string, since: number, walls: Walls) =>
  speechOf(db).larger(
    sql`coalesce((select max(carried.revision) from carried where carried.target = ${target}
      and carried.owner = briefing.workspace and carried.briefing = briefing.id), 0)`,
    sql`coalesce((select max(known.revision) from arrival as known
      join revision as seen on seen.workspace = known.workspace
        and seen.briefing = known.briefing and seen.revision = known.revision
      where known.workspace = briefing.workspace and known.briefing = briefing.id
        and known.seq <= ${since} and seen.wall in ${walls}), 0)`,
  )
