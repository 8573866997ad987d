import { sql } from 'kysely'
import type { Corrections } from '#core/correction'
import type { Ms } from '#core/digest'
import type { Viewer } from '#core/viewer'
import type { Clock } from './clock.ts'
import { copy, news, standing } from './corrections/copy.ts'
import { outcomes } from './corrections/outcomes.ts'
import { late, places, users } from './corrections/places.ts'
import { arrived, begin, plan } from './corrections/plan.ts'
import { scrub } from './corrections/removed.ts'
import { correctionOf, type Db } from './corrections/rows.ts'
import type { Walls } from './walls.ts'
import type { Write } from './writes.ts'

export type CorrectionParts = {
  db: Db
  write: Write
  behind: (viewer: Viewer) => Walls
  clock: Clock
  zone: string
}

/** Corrections on their way to where older revisions were shown. */
export const correctionsIn = ({
  db,
  write,
  behind,
  clock,
  zone,
}: CorrectionParts): Corrections => ({
  arrived: (most) => arrived(db, most),
  begin: (look, corrections) => write((one) => begin(one, look, corrections, clock)),
  async find(id) {
    const row = await db
      .selectFrom('correction')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst()
    return row && correctionOf(row)
  },
  async of({ workspace, briefing }) {
    const rows = await db
      .selectFrom('correction')
      .selectAll()
      .where((is) => is.and({ workspace, briefing }))
      .orderBy('revision', 'desc')
      .execute()
    return rows.map(correctionOf)
  },
  async planning() {
    const row = await db
      .selectFrom('correction')
      .selectAll()
      .where('state', '<>', 'done')
      .where('state', '=', 'planning')
      .orderBy('flash', 'desc')
      .orderBy('at')
      .executeTakeFirst()
    return row && correctionOf(row)
  },
  users: (id) => users(db, id),
  places: (id, most) => places(db, id, most),
  // Alone, because what is noted beside others is not seen in the order of its numbers.
  late: (most) => write((one) => late(one, most)),
  forgetLate: (upto) =>
    write(async (one) => void (await one.deleteFrom('late').where('seq', '<=', upto).execute())),
  plan: (page) => write((one) => plan(one, page, clock)),
  copy: (viewer, answer, message) => copy(db, behind(viewer), { answer, message, zone }),
  async channelOf(answer) {
    const row = await db
      .selectFrom('sent')
      .select('channel')
      .where('answer', '=', answer)
      .executeTakeFirst()
    return row?.channel
  },
  standing: (answer, message) => standing(db, answer, message),
  news: (viewer, ref, place) => news(db, behind(viewer), ref, place, zone),
  outcomes: (id) => outcomes(db, id),
  async ended(most) {
    const rows = await db
      .selectFrom('correction')
      .selectAll()
      .where('state', '<>', 'done')
      .where('state', '=', 'sending')
      .where(
        sql<boolean>`not exists (select 1 from delivery where cause = 'correction'
          and cause_id = correction.id and delivery.state in ('planned', 'sending'))`,
      )
      .orderBy('at')
      .limit(most)
      .execute()
    return rows.map(correctionOf)
  },
  close: (id, counts) =>
    write(async (one) => {
      const done = { state: 'done', counts: JSON.stringify(counts) } as const
      await one.updateTable('correction').set(done).where('id', '=', id).execute()
      await scrub(one, id)
    }),
  async owed(platform, person) {
    const rows = await db
      .selectFrom('owed')
      .innerJoin('correction', 'correction.id', 'owed.correction')
      .selectAll('correction')
      .where((is) => is.and({ platform, person }))
      .orderBy('correction.at')
      .execute()
    return rows.map((row) => {
      const { id: correction, ref, base } = correctionOf(row)
      return { correction, ref, base }
    })
  },
  settleOwed: (platform, person, corrections) =>
    write(async (one) => {
      await one
        .deleteFrom('owed')
        .where((is) => is.and({ platform, person }))
        .where('correction', 'in', [...corrections])
        .execute()
    }),
  async watches(person, what) {
    const row = await db
      .selectFrom('watch')
      .select('what')
      .where((is) => is.and({ person, what }))
      .executeTakeFirst()
    return row !== undefined
  },
  watch: (watcher, what, isOn) =>
    write(async (one) => {
      const { person } = watcher
      const before = await one
        .deleteFrom('watch')
        .where((is) => is.and({ person, what }))
        .returning('told')
        .executeTakeFirst()
      if (!isOn && before?.told) await callOff(one, person, before.told)
      if (isOn)
        await one
          .insertInto('watch')
          .values({ ...watcher, what })
          .execute()
    }),
})

/** What somebody was to be told next, who wishes to be told no more. */
const callOff = async (db: Db, target: string, due: Ms): Promise<void> => {
  await db
    .updateTable('delivery')
    .set({ state: 'cancelled', why: 'it is no longer wished for' })
    .where((is) => is.and({ target, due, cause: 'notice', state: 'planned' }))
    .where('tried_since', 'is', null)
    .execute()
}
