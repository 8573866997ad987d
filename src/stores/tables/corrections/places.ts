import { sql } from 'kysely'
import type { Corrections, Owed } from '#core/correction'
import { speechOf } from '../speech.ts'
import {
  type CorrectionRow,
  correctionOf,
  type Db,
  isOnPlatform,
  type PlaceRow,
  placeColumns,
  placeOf,
} from './rows.ts'

/** Where an older revision was shown last, in the order of the ledger. */
export const places = async (
  db: Db,
  id: string,
  most: number,
): ReturnType<Corrections['places']> => {
  const row = await db.selectFrom('correction').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return { from: 0, upto: 0, places: [] }
  const { rows } = await sql<PlaceRow>`select ${placeColumns}
    from shown left join sent on sent.answer = shown.answer
    where shown.owner = ${row.workspace} and shown.briefing = ${row.briefing}
      and shown.id > ${row.looked} and shown.revision < ${row.revision} and ${isOnPlatform}
      and not exists (select 1 from shown as newer where newer.answer = shown.answer
        and newer.owner = shown.owner and newer.briefing = shown.briefing
        and newer.revision >= ${row.revision})
    order by shown.id limit ${most}`.execute(db)
  return { from: row.looked, upto: rows.at(-1)?.line ?? row.looked, places: rows.map(placeOf) }
}

/** Who used an older revision for work of their own, wherever they were shown it. */
export const users = async (db: Db, id: string): ReturnType<Corrections['users']> => {
  const { rows } = await sql<Owed>`select used.platform, used.workspace, used.person
    from correction join used on used.owner = correction.workspace
      and used.briefing = correction.briefing and used.revision < correction.revision
    where correction.id = ${id} order by used.at, used.person`.execute(db)
  return rows
}

type LateRow = PlaceRow & CorrectionRow & { correction_workspace: string }

/** What was found late, each with the newest correction that it lacks. */
export const late = async (db: Db, most: number): ReturnType<Corrections['late']> => {
  const noted = await db.selectFrom('late').select('seq').orderBy('seq').limit(most).execute()
  const upto = noted.at(-1)?.seq ?? 0
  const { rows } = await sql<LateRow>`select ${placeColumns},
      correction.id, correction.workspace as correction_workspace, correction.briefing,
      correction.revision, correction.base, correction.kind, correction.flash, correction.at,
      correction.state, correction.looked, correction.counts
    from late join shown on shown.answer = late.answer
    left join sent on sent.answer = shown.answer
    join correction on correction.workspace = shown.owner and correction.briefing = shown.briefing
      and correction.revision = (select max(one.revision) from correction as one
        where one.workspace = shown.owner and one.briefing = shown.briefing)
    where late.seq <= ${upto} and ${isOnPlatform}
      and correction.revision > (select max(mine.revision) from shown as mine
        where mine.answer = shown.answer and mine.owner = shown.owner
          and mine.briefing = shown.briefing)
    order by late.seq, shown.id`.execute(db)
  const found = rows.map((row) => ({
    correction: correctionOf({ ...row, workspace: row.correction_workspace }),
    places: [placeOf(row)],
  }))
  return { upto, found }
}

/** Notes answers that show, or are about to show, an older revision than there is by now. */
export const noteLate = async (db: Db, answers: readonly string[]): Promise<void> => {
  if (answers.length === 0) return
  await sql`insert into late (workspace, answer) select distinct shown.workspace, shown.answer
    from shown join briefing on briefing.workspace = shown.owner and briefing.id = shown.briefing
    where shown.answer in ${speechOf(db).list(answers)} and ${isOnPlatform}
    group by shown.workspace, shown.answer, shown.owner, shown.briefing
    having max(shown.revision) < max(briefing.revision)`.execute(db)
}
