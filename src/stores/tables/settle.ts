import { type Kysely, sql } from 'kysely'
import { noteOpened } from './arrivals.ts'
import type { Clock } from './clock.ts'
import type { Schema, WallTable } from './schema.ts'
import { touch, wallWith } from './walls.ts'
import type { WordIndex } from './words.ts'

const openedBy = (db: Kysely<Schema>, today: string) =>
  db.selectFrom('wall').selectAll().where('opens', '<>', '').where('opens', '<=', today)

/** Whether there is a wall that has opened and is not settled yet. */
export const hasOpened = async (db: Kysely<Schema>, today: string): Promise<boolean> =>
  (await openedBy(db, today).limit(1).executeTakeFirst()) !== undefined

/**
 * A wall that has opened is like the plain one of its audience: what stands behind it arrives, and
 * moves there, so that the number of walls does not grow with the days.
 */
export const settleOpened = async (
  db: Kysely<Schema>,
  today: string,
  { clock, words }: { clock: Clock; words: WordIndex },
): Promise<void> => {
  for (const wall of await openedBy(db, today).orderBy('opens').orderBy('id').execute()) {
    await noteOpened(db, wall.id, clock)
    await moveInto(db, words, wall, await wallWith(db, words, { ...audience(wall), opens: '' }))
  }
}

const audience = ({
  workspace,
  tlp,
  recipients,
}: Pick<WallTable, 'workspace' | 'tlp' | 'recipients'>) => ({
  workspace,
  tlp,
  recipients,
})

const moveInto = async (
  db: Kysely<Schema>,
  words: WordIndex,
  from: { id: number },
  to: number,
): Promise<void> => {
  await words.move(db, from.id, to)
  await sql`insert into tally (workspace, wall, topic, size)
    select workspace, ${sql.lit(to)}, topic, size from tally where wall = ${from.id}
    on conflict (wall, topic) do update set size = tally.size + excluded.size`.execute(db)
  await db.deleteFrom('tally').where('wall', '=', from.id).execute()
  for (const table of ['briefing', 'listing', 'revision'] as const)
    await db.updateTable(table).set({ wall: to }).where('wall', '=', from.id).execute()
  await db.deleteFrom('wall').where('id', '=', from.id).execute()
  await touch(db, [to])
}
