import { type Kysely, sql } from 'kysely'
import type { Content } from '#core/briefing'
import { type Tlp, tlpRank, tlps } from '#core/tlp'
import { shared, type Viewer } from '#core/viewer'
import type { Schema, WallTable } from './schema.ts'
import { speechOf } from './speech.ts'
import type { WordIndex } from './words.ts'

export type Wall = { id: number; tlp: number; version: number; size: number }

/** The walls a viewer may look behind: the one place where clearance becomes SQL. */
export const wallsOf = (db: Kysely<Schema>, viewer: Viewer, today: string) => {
  const open = db
    .selectFrom('wall')
    .select('wall.id')
    .where('wall.tlp', '<=', tlpRank(viewer.clearance))
    .where('wall.opens', '<=', today)
  if (viewer.kind === 'operator') return open
  const mine = open.where('wall.workspace', 'in', [shared, viewer.workspace])
  // TLP:RED reaches the people it names, and a channel is no person.
  const named = viewer.kind === 'person' ? viewer.person : ''
  return mine.where((is) =>
    is.or([
      is('wall.tlp', '<', tlpRank('RED')),
      sql<boolean>`exists (select 1 from ${speechOf(db).items(sql`wall.recipients`, 'named')} where named.value = ${named})`,
    ]),
  )
}
export type Walls = ReturnType<typeof wallsOf>

/** The same walls with what a search or a list needs to know of each. */
export const listWalls = (walls: Walls): Promise<Wall[]> =>
  walls
    .leftJoin('tally', (join) =>
      join.onRef('tally.wall', '=', 'wall.id').on('tally.topic', '=', ''),
    )
    .select(['wall.tlp', 'wall.version', sql<number>`coalesce(tally.size, 0)`.as('size')])
    .orderBy('wall.id')
    .execute()

export const highestOf = (walls: readonly Pick<Wall, 'tlp'>[]): Tlp | undefined =>
  walls.length > 0 ? tlps[Math.max(...walls.map(({ tlp }) => tlp))] : undefined

type Audience = Omit<WallTable, 'id' | 'version'>

/** The wall that a revision stands behind. */
export const wallFor = (
  db: Kysely<Schema>,
  words: WordIndex,
  workspace: string,
  content: Pick<Content, 'tlp' | 'recipients' | 'published'>,
  today: string,
): Promise<number> =>
  wallWith(db, words, {
    workspace,
    tlp: tlpRank(content.tlp),
    recipients: JSON.stringify([...new Set(content.recipients)].sort()),
    opens: content.published > today ? content.published : '',
  })

/** The wall of an audience; made, with its search index, when it is the first there. */
export const wallWith = async (
  db: Kysely<Schema>,
  words: WordIndex,
  audience: Audience,
): Promise<number> => {
  const known = await db
    .selectFrom('wall')
    .select('id')
    .where((is) => is.and(audience))
    .executeTakeFirst()
  if (known) return known.id
  const { id } = await db
    .insertInto('wall')
    .values({ ...audience, version: 0 })
    .returning('id')
    .executeTakeFirstOrThrow()
  await words.make(db, id)
  return id
}

export const touch = async (db: Kysely<Schema>, walls: readonly number[]): Promise<void> => {
  await db
    .updateTable('wall')
    .set((is) => ({ version: is('version', '+', 1) }))
    .where('id', 'in', [...new Set(walls)])
    .execute()
}
