import { type Kysely, sql } from 'kysely'
import { type FairUseStore, granted, type Share, type UsedUp } from '#core/fair-use'
import { batched } from './batched.ts'
import { type Clock, readClock } from './clock.ts'
import type { Schema } from './schema.ts'
import { speechOf } from './speech.ts'
import type { Write } from './writes.ts'

type Db = Kysely<Schema>
type Wish = { shares: readonly Share[]; nth: number }

const minuteMs = 60_000
/** For so long what was counted is kept, in minutes; only the one that runs is read. */
const keptMinutes = 2

/** How often people asked in this minute, by the database's clock. */
export const fairUseIn = (write: Write, clock: Clock): FairUseStore => {
  let count = 0
  // Counts are taken together; no two wait for each other.
  const take = batched<Wish, UsedUp | undefined>(
    write,
    ({ nth }) => `${nth}`,
    (db, wishes) => takeAll(db, wishes, clock),
  )
  return {
    take(shares) {
      count += 1
      return take({ shares, nth: count })
    },
  }
}

const columns = { subject: 'text', more: 'bigint' } as const

/** One write for all; a second gives back what was refused. */
const takeAll = async (
  db: Db,
  wishes: readonly Wish[],
  clock: Clock,
): Promise<(UsedUp | undefined)[]> => {
  const now = await readClock(db, clock)
  const minute = Math.floor(now / minuteMs)
  const wished = tally(wishes)
  const counts = await add(db, minute, wished)
  const before = new Map(
    [...wished].map(([subject, more]) => [subject, (counts.get(subject) ?? 0) - more]),
  )
  const { usedUp, taken } = granted(
    wishes.map(({ shares }) => shares),
    before,
  )
  const refused = [...wished].flatMap(([subject, more]): [string, number][] => {
    const less = more - (taken.get(subject) ?? 0)
    return less > 0 ? [[subject, -less]] : []
  })
  if (refused.length > 0) await add(db, minute, new Map(refused))
  const againMs = (minute + 1) * minuteMs - now
  return usedUp.map((share) => share && { ...share, againMs })
}

const tally = (wishes: readonly Wish[]): ReadonlyMap<string, number> => {
  const all = new Map<string, number>()
  for (const { subject } of wishes.flatMap(({ shares }) => shares))
    all.set(subject, (all.get(subject) ?? 0) + 1)
  return all
}

/** How many there are with these. In one order, so that no two processes wait for each other's rows. */
const add = async (
  db: Db,
  minute: number,
  more: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, number>> => {
  const rows = [...more].map(([subject, count]) => ({ subject, more: count }))
  const { rows: counts } = await sql<{ subject: string; asked: number }>`
    insert into fair_use (subject, minute, asked)
    select subject, cast(${minute} as bigint), more from ${speechOf(db).rows(rows, columns)} as one
    where true order by subject
    on conflict (subject, minute) do update set asked = fair_use.asked + excluded.asked
    returning subject, asked`.execute(db)
  return new Map(counts.map(({ subject, asked }) => [subject, asked]))
}

/** Nobody is asked about a minute that has passed. */
export const expireFairUse = async (db: Db, clock: Clock): Promise<void> => {
  await sql`delete from fair_use
    where minute < ${clock()} / ${sql.lit(minuteMs)} - ${sql.lit(keptMinutes)}`.execute(db)
}

/** Also what was pressed. */
export const forgetFairUse = async (db: Db, person: string): Promise<void> => {
  await db
    .deleteFrom('fair_use')
    .where('subject', 'in', [person, `pressed ${person}`])
    .execute()
}
