import { type Kysely, sql } from 'kysely'
import type { ChangeFilter, LatestWish } from '#core/read'
import type { Topic, TopicCount } from '#core/topics'
import type { Schema } from './schema.ts'
import { unionAll } from './union.ts'
import type { Wall, Walls } from './walls.ts'

type Db = Kysely<Schema>

const orders: Record<ChangeFilter, 'changed' | 'published' | 'corrected'> = {
  all: 'changed',
  new: 'published',
  corrected: 'corrected',
}

/** Lists say how many there are up to here; beyond, counting would cost more the larger the store. */
const mostCounted = 1_000

const rowsOf = (wall: Wall, { topic = '', since = '', changes }: LatestWish) => {
  const day = sql.ref(orders[changes])
  return sql`from listing where wall = ${wall.id} and topic = ${topic} and ${day} >= ${since}`
}

/** Keys of the page, newest first, and the count of the whole list (at most `mostCounted`, then one more). */
export const listLatest = async (db: Db, walls: readonly Wall[], wish: LatestWish) => {
  if (walls.length === 0) return { keys: [], total: 0 }
  const day = sql.ref(orders[wish.changes])
  const reach = wish.offset + wish.limit
  const parts = walls.map(
    (wall) => sql`select * from (select ${day} as day, slug, seq ${rowsOf(wall, wish)}
      order by ${day} desc, slug limit ${reach}) as one`,
  )
  const { rows } = await sql<{ seq: number }>`select * from (${unionAll(parts)}) as listed
    order by day desc, slug limit ${wish.limit} offset ${wish.offset}`.execute(db)
  return { keys: rows.map(({ seq }) => seq), total: await countList(db, walls, wish) }
}

const countList = async (db: Db, walls: readonly Wall[], wish: LatestWish): Promise<number> => {
  const counts = walls.map(
    (wall) =>
      sql`select count(*) as n from (select 1 ${rowsOf(wall, wish)} limit ${mostCounted + 1}) as one`,
  )
  const { rows } = await sql<{ n: number }>`${unionAll(counts)}`.execute(db)
  return Math.min(
    mostCounted + 1,
    rows.reduce((sum, { n }) => sum + n, 0),
  )
}

/** One step in an index for each wall and topic, however many briefings there are. */
const newestIn = () =>
  sql<string | null>`max((select published from listing
    where listing.wall = tally.wall and listing.topic = tally.topic and published >= ''
    order by published desc limit 1))`.as('newest')

export const listTopics = async (
  db: Db,
  walls: Walls,
  workspaces: readonly string[],
): Promise<TopicCount[]> => {
  const topics = await topicsOf(db, workspaces)
  const counts = await db
    .selectFrom('tally')
    .select((is) => ['topic', is.fn.sum<number>('size').as('briefings'), newestIn()])
    .where('wall', 'in', walls)
    .where('size', '>', 0)
    .groupBy('topic')
    .execute()
  const counted = new Map(counts.map((row) => [row.topic, row]))
  return topics.map((topic) => {
    const found = counted.get(topic.slug)
    return {
      ...topic,
      briefings: found?.briefings ?? 0,
      ...(found?.newest && { newest: found.newest }),
    }
  })
}

/** In their order, those that all share first; of two with one slug, that one. */
export const topicsOf = async (db: Db, workspaces: readonly string[]): Promise<Topic[]> => {
  const rows = await db
    .selectFrom('topic')
    .selectAll()
    .where('workspace', 'in', workspaces)
    .orderBy((is) => is('workspace', '<>', ''))
    .orderBy('position')
    .orderBy('slug')
    .execute()
  const bySlug = Map.groupBy(rows, ({ slug }) => slug)
  return [...bySlug.values()].flatMap(([row]) =>
    row
      ? [
          {
            slug: row.slug,
            name: row.name,
            scope: row.scope,
            aliases: JSON.parse(row.aliases) as Topic['aliases'],
          },
        ]
      : [],
  )
}

export const replaceTopics = async (db: Db, workspace: string, topics: readonly Topic[]) => {
  await db.deleteFrom('topic').where('workspace', '=', workspace).execute()
  if (topics.length === 0) return
  await db
    .insertInto('topic')
    .values(
      topics.map(({ slug, name, scope, aliases }, position) => ({
        workspace,
        slug,
        position,
        name,
        scope,
        aliases: JSON.stringify(aliases),
      })),
    )
    .execute()
}
