import { type Kysely, sql } from 'kysely'
import type { Content } from '#core/briefing'
import { newestChange } from '#core/briefing'
import { folded } from '#core/near'
import { fieldsOf } from '#core/passages'
import { bagOf, type Fields } from '#core/rank'
import type { Publication } from '#core/store'
import type { ListingTable, Schema } from './schema.ts'
import { indexOf, wallFor } from './walls.ts'

type Db = Kysely<Schema>
export type Moment = { today: string; at: string }
type Before = { seq: number; id: string; wall: number; search_key: number; withdrawn: number }
type Placed = { publication: Publication; wall: number; seq: number; fields: Fields }

const seqBits = 2 ** 24

/** Newest first is the order of the index itself: the day above, `seq` below. */
export const searchKey = (published: string, seq: number): number =>
  (Date.parse(published) / 86_400_000) * seqBits + seq
export const seqOf = (key: number): number => key % seqBits

/** Writes a batch with a few statements for all of it; a revision that exists already fails it whole. */
export const publishBatch = async (
  db: Db,
  workspace: string,
  batch: readonly Publication[],
  moment: Moment,
): Promise<void> => {
  if (batch.length === 0) return
  const before = await standingRows(db, workspace, batch)
  await remove(db, [...before.values()])
  const placed = await place(db, workspace, batch, before, moment)
  await insertRevisions(db, workspace, placed, moment)
  await insertNames(db, workspace, batch)
  await insertLists(db, workspace, placed)
  await insertWords(db, workspace, placed)
}

const standingRows = async (db: Db, workspace: string, batch: readonly Publication[]) => {
  const rows = await db
    .selectFrom('briefing')
    .select(['seq', 'id', 'wall', 'search_key', 'withdrawn'])
    .where('workspace', '=', workspace)
    .where(
      'id',
      'in',
      batch.map(({ id }) => id),
    )
    .execute()
  return new Map(rows.map((row): [string, Before] => [row.id, row]))
}

/** Takes the standing revision out of lists and indexes; the revision itself stays for good. */
const remove = async (db: Db, before: readonly Before[]): Promise<void> => {
  if (before.length === 0) return
  const seqs = before.map(({ seq }) => seq)
  await db.deleteFrom('listing').where('seq', 'in', seqs).execute()
  await db.deleteFrom('bag').where('seq', 'in', seqs).execute()
  for (const { wall, search_key, withdrawn } of before) {
    if (withdrawn) continue
    await sql`delete from ${sql.table(indexOf(wall))} where rowid = ${search_key}`.execute(db)
    await resize(db, wall, -1)
  }
}

const resize = (db: Db, wall: number, by: number) =>
  db
    .updateTable('wall')
    .set((is) => ({ size: is('size', '+', by) }))
    .where('id', '=', wall)
    .execute()

const place = async (
  db: Db,
  workspace: string,
  batch: readonly Publication[],
  before: ReadonlyMap<string, Before>,
  { today }: Moment,
): Promise<Placed[]> => {
  const walls = new Map<string, number>()
  const placed: Placed[] = []
  let next = await nextSeq(db)
  for (const publication of batch) {
    const { content } = publication
    const audience = JSON.stringify([
      content.tlp,
      content.recipients,
      content.published > today && content.published,
    ])
    const wall = walls.get(audience) ?? (await wallFor(db, workspace, content, today))
    walls.set(audience, wall)
    const seq = before.get(publication.id)?.seq ?? next++
    placed.push({ publication, wall, seq, fields: fieldsOf(content) })
  }
  await upsertBriefings(db, workspace, placed)
  return placed
}

const nextSeq = async (db: Db): Promise<number> => {
  const row = await db
    .selectFrom('briefing')
    .select((is) => is.fn.max('seq').as('last'))
    .executeTakeFirst()
  return (row?.last ?? 0) + 1
}

const upsertBriefings = (db: Db, workspace: string, placed: readonly Placed[]) =>
  db
    .insertInto('briefing')
    .values(
      placed.map(({ publication: { id, content, revision, hash, origin }, wall, seq }) => ({
        seq,
        workspace,
        id,
        slug: content.slug,
        title_key: folded(content.title),
        wall,
        revision,
        hash,
        origin,
        withdrawn: content.withdrawn ? 1 : 0,
        search_key: searchKey(content.published, seq),
      })),
    )
    .onConflict((is) =>
      is.columns(['workspace', 'id']).doUpdateSet((row) => ({
        slug: row.ref('excluded.slug'),
        title_key: row.ref('excluded.title_key'),
        wall: row.ref('excluded.wall'),
        revision: row.ref('excluded.revision'),
        hash: row.ref('excluded.hash'),
        origin: row.ref('excluded.origin'),
        withdrawn: row.ref('excluded.withdrawn'),
        search_key: row.ref('excluded.search_key'),
      })),
    )
    .execute()

const insertRevisions = (db: Db, workspace: string, placed: readonly Placed[], { at }: Moment) =>
  db
    .insertInto('revision')
    .values(
      placed.map(({ publication, wall }) => ({
        workspace,
        briefing: publication.id,
        revision: publication.revision,
        wall,
        slug: publication.content.slug,
        document: JSON.stringify(publication.content),
        markdown: publication.markdown,
        hash: publication.hash,
        origin: publication.origin,
        arrived: publication.arrived ?? at,
      })),
    )
    .execute()

const insertNames = (db: Db, workspace: string, batch: readonly Publication[]) =>
  db
    .insertInto('name')
    .values(
      batch.flatMap(({ id, content: { slug, previously } }) =>
        [...new Set([id, slug, ...previously])].map((name) => ({ workspace, name, briefing: id })),
      ),
    )
    .onConflict((is) => is.doNothing())
    .execute()

/** A withdrawn briefing stands in the list of corrections only. */
const listingDays = (
  content: Content,
): Pick<ListingTable, 'changed' | 'published' | 'corrected'> => {
  const { changed } = newestChange(content)
  if (content.withdrawn) return { changed, published: null, corrected: changed }
  const corrected = content.changes.findLast(({ kind }) => kind === 'correction')?.date ?? null
  return { changed, published: content.published, corrected }
}

const insertLists = async (db: Db, workspace: string, placed: readonly Placed[]): Promise<void> => {
  await db
    .insertInto('listing')
    .values(
      placed.flatMap(({ publication: { content }, wall, seq }) =>
        ['', ...content.topics].map((topic) => ({
          workspace,
          wall,
          topic,
          seq,
          slug: content.slug,
          ...listingDays(content),
        })),
      ),
    )
    .execute()
}

const insertWords = async (db: Db, workspace: string, placed: readonly Placed[]): Promise<void> => {
  const found = placed.filter(({ publication }) => !publication.content.withdrawn)
  if (found.length === 0) return
  await db
    .insertInto('bag')
    .values(
      found.map(({ seq, fields, publication: { content } }) => ({
        workspace,
        seq,
        slug: content.slug,
        terms: bagOf(fields),
      })),
    )
    .execute()
  for (const [wall, own] of Map.groupBy(found, (one) => one.wall)) {
    const rows = own.map(({ publication, seq, fields: { title, bluf, body } }) => {
      const key = searchKey(publication.content.published, seq)
      return sql`(${key}, ${title}, ${bluf}, ${body})`
    })
    await sql`insert into ${sql.table(indexOf(wall))} (rowid, title, bluf, body)
      values ${sql.join(rows)}`.execute(db)
    await resize(db, wall, own.length)
  }
}
