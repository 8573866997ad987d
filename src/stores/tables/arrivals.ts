import { type Kysely, sql } from 'kysely'
import type { Ms } from '#core/digest'
import type { Publication } from '#core/store'
import type { Clock } from './clock.ts'
import type { Schema } from './schema.ts'
import { speechOf } from './speech.ts'

type Db = Kysely<Schema>

/**
 * Notes what is published as it arrives, so that the order of arrivals is that of commits. What is
 * dated ahead has not arrived yet. A restored revision arrived when its export says so.
 */
export const noteArrivals = async (
  db: Db,
  workspace: string,
  batch: readonly Publication[],
  { today, clock }: { today: string; clock: Clock },
): Promise<void> => {
  const before = await lastArrival(db)
  const rows = batch
    .filter(({ content }) => content.published <= today)
    .map(({ id, revision, content, arrived }) => ({
      id,
      revision,
      at: arrived === undefined ? null : arrivedAt(arrived, content.published),
    }))
  if (rows.length > 0)
    await sql`insert into arrival (workspace, briefing, revision, at)
      select ${workspace}, id, revision, coalesce(at, ${clock()})
      from ${speechOf(db).rows(rows, { id: 'text', revision: 'bigint', at: 'bigint' })} as one
      where true on conflict do nothing`.execute(db)
  // What is restored has travelled already, unless something was still to be looked at before it.
  if (batch.some(({ arrived }) => arrived !== undefined)) await lookFromHere(db, before)
}

/** What was dated ahead arrived on its day. */
const arrivedAt = (arrived: string, published: string): Ms =>
  Math.max(Temporal.Instant.from(arrived).epochMilliseconds, Date.parse(published))

/** All that stands behind a wall arrives as the wall opens. */
export const noteOpened = async (db: Db, wall: number, clock: Clock): Promise<void> => {
  await sql`insert into arrival (workspace, briefing, revision, at)
    select workspace, briefing, revision, ${clock()} from revision where wall = ${wall}
    order by workspace, briefing, revision on conflict do nothing`.execute(db)
}

/** The newest arrival; 0 before the first. */
export const lastArrival = async (db: Db): Promise<number> => {
  const row = await db
    .selectFrom('arrival')
    .select((is) => is.fn.max<number | null>('seq').as('seq'))
    .executeTakeFirst()
  return row?.seq ?? 0
}

/** The newest that had come by a moment. */
export const lastArrivalAt = async (db: Db, moment: Ms): Promise<number> => {
  const row = await db
    .selectFrom('arrival')
    .select('seq')
    .where('at', '<=', moment)
    .orderBy('at', 'desc')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.seq ?? 0
}

/** What has arrived up to here has no more corrections to be looked for. */
const lookFromHere = async (db: Db, from?: number): Promise<void> => {
  await sql`update looked set seq = (select coalesce(max(seq), 0) from arrival)
    where ${from === undefined ? sql`true` : sql`seq = ${from}`}`.execute(db)
}

/** Restored arrivals come briefing by briefing; this puts them in the order of time, as they once came. */
export const sortArrivals = async (db: Db): Promise<void> => {
  const last = await lastArrival(db)
  const inOrder = sql`select workspace, briefing, revision, at, seq from arrival`
  await sql`create temp table sorted as ${inOrder}`.execute(db)
  await sql`delete from arrival where seq <= ${last}`.execute(db)
  await sql`insert into arrival (workspace, briefing, revision, at)
    select workspace, briefing, revision, at from sorted order by at, seq`.execute(db)
  await sql`drop table sorted`.execute(db)
  await lookFromHere(db)
}
