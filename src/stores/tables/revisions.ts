import { type Kysely, type Selectable, sql } from 'kysely'
import type { Briefing } from '#core/briefing'
import { folded } from '#core/near'
import type { Revision, Shown, Standing } from '#core/store'
import { tlps } from '#core/tlp'
import type { Document, RevisionTable, Schema } from './schema.ts'
import { speechOf } from './speech.ts'
import type { Walls } from './walls.ts'

type Db = Kysely<Schema>

/** Each briefing with its newest revision. */
const withNewest = (db: Db) =>
  db
    .selectFrom('briefing')
    .innerJoin('revision', (join) =>
      join
        .onRef('revision.workspace', '=', 'briefing.workspace')
        .onRef('revision.briefing', '=', 'briefing.id')
        .onRef('revision.revision', '=', 'briefing.revision'),
    )

/** The newest revisions behind these walls. */
export const newest = (db: Db, walls: Walls) =>
  withNewest(db)
    .select([
      'briefing.seq',
      'briefing.workspace',
      'briefing.id',
      'briefing.revision',
      'revision.document',
    ])
    .where('briefing.wall', 'in', walls)

type Row = { seq: number; workspace: string; id: string; revision: number; document: string }

export const briefingOf = ({ workspace, id, revision, document }: Row): Briefing => ({
  ...(JSON.parse(document) as Document),
  ref: { workspace, briefing: id, revision },
})

export const byKeys = async (db: Db, walls: Walls, keys: readonly number[]) => {
  if (keys.length === 0) return new Map<number, Briefing>()
  const rows = await newest(db, walls)
    .where(sql<boolean>`briefing.seq in ${speechOf(db).list(keys)}`)
    .execute()
  return new Map(rows.map((row) => [row.seq, briefingOf(row)]))
}

/** A workspace's own briefing comes before a shared one of the same name. */
export const byName = async (db: Db, walls: Walls, name: string): Promise<Briefing | undefined> => {
  const named = await newest(db, walls)
    .innerJoin('name', (join) =>
      join
        .onRef('name.workspace', '=', 'briefing.workspace')
        .onRef('name.briefing', '=', 'briefing.id'),
    )
    .where('name.name', '=', name.toLowerCase())
    .orderBy('briefing.workspace', 'desc')
    .executeTakeFirst()
  const row =
    named ??
    (await newest(db, walls)
      .where('briefing.title_key', '=', folded(name))
      .orderBy('briefing.workspace', 'desc')
      .executeTakeFirst())
  return row && briefingOf(row)
}

export const standingByName = async (db: Db, workspace: string, names: readonly string[]) => {
  const rows = await standing(db, workspace)
    .innerJoin('name', (join) =>
      join
        .onRef('name.workspace', '=', 'briefing.workspace')
        .onRef('name.briefing', '=', 'briefing.id'),
    )
    .select('name.name')
    .where(sql<boolean>`name.name in ${speechOf(db).list(names)}`)
    .execute()
  return new Map(rows.map((row) => [row.name, standingOf(row)]))
}

/** In pages, because a large folder at a stretch would hold up the main thread. */
export const standingInFolder = async (db: Db, workspace: string): Promise<Standing[]> => {
  const found: Standing[] = []
  for (let after = ''; ; ) {
    const rows = await standing(db, workspace)
      .where('briefing.origin', '=', 'folder')
      .where('briefing.withdrawn', '=', 0)
      .where('briefing.id', '>', after)
      .orderBy('briefing.id')
      .limit(1_000)
      .execute()
    found.push(...rows.map(standingOf))
    const last = rows.at(-1)
    if (!last) return found.sort((a, b) => (a.slug < b.slug ? -1 : 1))
    after = last.id
  }
}

const document = sql`revision.document`

const standing = (db: Db, workspace: string) =>
  withNewest(db)
    .select([
      'briefing.id',
      'briefing.slug',
      'briefing.revision',
      'briefing.hash',
      'briefing.origin',
      'briefing.withdrawn',
      speechOf(db).text(document, 'title').$castTo<string>().as('title'),
      speechOf(db).member(document, 'changes').$castTo<string>().as('changes'),
    ])
    .where('briefing.workspace', '=', workspace)

type StandingRow = Awaited<ReturnType<ReturnType<typeof standing>['execute']>>[number]

const standingOf = ({
  id,
  slug,
  revision,
  hash,
  origin,
  withdrawn,
  title,
  changes,
}: StandingRow): Standing => ({
  id,
  slug,
  title,
  revision,
  hash,
  origin: origin === 'chat' ? 'chat' : 'folder',
  changes: JSON.parse(changes),
  withdrawn: withdrawn === 1,
})

const pageSize = 200

/** The revisions behind these walls whose briefing is behind them too, in pages. */
export async function* allRevisions(
  db: Db,
  walls: Walls,
  ids?: readonly string[],
): AsyncGenerator<Revision> {
  for (let offset = 0; ; offset += pageSize) {
    const rows = await db
      .selectFrom('revision')
      .innerJoin('briefing', (join) =>
        join
          .onRef('briefing.workspace', '=', 'revision.workspace')
          .onRef('briefing.id', '=', 'revision.briefing'),
      )
      .innerJoin('wall', 'wall.id', 'revision.wall')
      .selectAll('revision')
      .select(['briefing.revision as newest', 'wall.tlp'])
      .where('revision.wall', 'in', walls)
      .where('briefing.wall', 'in', walls)
      .$if(ids !== undefined, (query) => query.where('briefing.id', 'in', ids ?? []))
      .orderBy('revision.workspace')
      .orderBy('revision.briefing')
      .orderBy('revision.revision')
      .limit(pageSize)
      .offset(offset)
      .execute()
    yield* rows.map(revisionOf)
    if (rows.length < pageSize) return
  }
}

type RevisionRow = Selectable<RevisionTable> & { newest: number; tlp: number }

const revisionOf = (row: RevisionRow): Revision => ({
  ref: { workspace: row.workspace, briefing: row.briefing, revision: row.revision },
  slug: row.slug,
  tlp: tlps[row.tlp] ?? 'RED',
  markdown: row.markdown,
  hash: row.hash,
  arrived: row.arrived,
  origin: row.origin === 'chat' ? 'chat' : 'folder',
  isNewest: row.newest === row.revision,
  isEmptied: row.emptied === 1,
})

export async function* allShown(db: Db, walls: Walls): AsyncGenerator<Shown> {
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('shown')
      .innerJoin('briefing', (join) =>
        join
          .onRef('briefing.workspace', '=', 'shown.owner')
          .onRef('briefing.id', '=', 'shown.briefing'),
      )
      .selectAll('shown')
      .where('briefing.wall', 'in', walls)
      .where('shown.id', '>', after)
      .orderBy('shown.id')
      .limit(pageSize)
      .execute()
    for (const { id, channel, person, answer, ...row } of rows) {
      after = id
      yield {
        ...row,
        ...(channel !== null && { channel }),
        ...(person !== null && { person }),
        ...(answer !== null && { answer }),
      }
    }
    if (rows.length < pageSize) return
  }
}
