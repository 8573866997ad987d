import { sql } from 'kysely'
import { type Arrival, type CorrectionPlan, type Corrections, superseded } from '#core/correction'
import type { NewDelivery } from '#core/delivery'
import { type Clock, readClock } from '../clock.ts'
import { insertRows } from '../insert-rows.ts'
import { addDeliveries } from '../outbox/add.ts'
import { lineOf } from '../outbox/rows.ts'
import { speechOf } from '../speech.ts'
import type { Db } from './rows.ts'

const position = async (db: Db): Promise<number> =>
  (await db.selectFrom('looked').select('seq').where('workspace', '=', '').executeTakeFirst())
    ?.seq ?? 0

const document = sql`revision.document`

type ArrivalRow = {
  seq: number
  workspace: string
  briefing: string
  revision: number
  base: number | null
  changes: string
  withdrawn: string | null
  precedence: Arrival['precedence']
}

/** Revisions that have come since the last that was looked at, in the order in which they came. */
export const arrived = async (db: Db, most: number): ReturnType<Corrections['arrived']> => {
  const from = await position(db)
  const { member, text } = speechOf(db)
  const { rows } = await sql<ArrivalRow>`select arrival.seq, arrival.workspace, arrival.briefing,
      arrival.revision, ${member(document, 'changes')} as changes,
      ${member(document, 'withdrawn')} as withdrawn, ${text(document, 'precedence')} as precedence,
      (select max(other.revision) from revision as other where other.workspace = arrival.workspace
        and other.briefing = arrival.briefing and other.revision < arrival.revision) as base
    from arrival join revision using (workspace, briefing, revision)
    where arrival.seq > ${from} order by arrival.seq limit ${most}`.execute(db)
  const arrivals = rows.map(
    ({ workspace, briefing, revision, base, changes, withdrawn, precedence }): Arrival => ({
      ref: { workspace, briefing, revision },
      base: base ?? 0,
      changes: JSON.parse(changes) as Arrival['changes'],
      isWithdrawn: withdrawn !== null && withdrawn !== 'null',
      precedence,
    }),
  )
  return { from, upto: rows.at(-1)?.seq ?? from, arrivals }
}

/** Notes what is to travel, and how far it was looked for; one that is known already stays as it is. */
export const begin = async (
  db: Db,
  { from, upto }: Parameters<Corrections['begin']>[0],
  corrections: Parameters<Corrections['begin']>[1],
  clock: Clock,
): Promise<boolean> => {
  if ((await position(db)) !== from) return false
  const now = await readClock(db, clock)
  for (const { id, ref, base, kind, isFlash } of corrections) {
    const { workspace, briefing, revision } = ref
    const { larger } = speechOf(db)
    // After those before it, whatever the clock says.
    const at = sql<number>`(select ${larger(sql`${now}`, sql`coalesce(max(at) + 1, 0)`)}
      from correction where workspace = ${workspace} and briefing = ${briefing})`
    await db
      .insertInto('correction')
      .values({
        ...{ id, workspace, briefing, revision, base, kind, at },
        ...{ flash: isFlash ? 1 : 0, state: 'planning', counts: null },
      })
      .onConflict((known) => known.doNothing())
      .execute()
  }
  await db.updateTable('looked').set({ seq: upto }).where('workspace', '=', '').execute()
  return true
}

/** Writes a page of places down with how far it goes. */
export const plan = async (
  db: Db,
  { id, deliveries, owed, looked }: CorrectionPlan,
  clock: Clock,
): Promise<boolean> => {
  if (looked) {
    const { from, upto, isWhole } = looked
    const { numUpdatedRows } = await db
      .updateTable('correction')
      .set({ looked: upto, ...(isWhole && { state: 'sending' as const }) })
      .where((is) => is.and({ id, looked: from, state: 'planning' }))
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
  } else
    await db
      .updateTable('correction')
      .set({ state: 'sending' })
      .where((is) => is.and({ id, state: 'done' }))
      .execute()
  await addDeliveries(db, deliveries)
  await supersede(db, id, deliveries)
  const at = await readClock(db, clock)
  const rows = owed.map((one) => ({ ...one, correction: id, at }))
  await insertRows(db, 'owed', rows, sql`on conflict do nothing`)
  return true
}

/** An edit shows the newest revision: an earlier one of the same message that has not begun says nothing more. */
const supersede = async (db: Db, id: string, deliveries: readonly NewDelivery[]): Promise<void> => {
  const lines = deliveries.filter(({ act }) => act === 'edit').map(lineOf)
  if (lines.length === 0) return
  await sql`update delivery set state = 'cancelled', why = ${superseded}
    where state in ('planned', 'sending') and state = 'planned' and act = 'edit'
      and line in ${speechOf(db).list(lines)}
      and cause_id in (select older.id from correction as older join correction as mine
        on older.workspace = mine.workspace and older.briefing = mine.briefing
          and older.revision < mine.revision
        where mine.id = ${id})`.execute(db)
}
