import { setImmediate as breathe } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { type Content, newestChange, type Passage } from '#core/briefing'
import { folded } from '#core/near'
import { fieldsOf, passages } from '#core/passages'
import { bagOf, type Fields } from '#core/rank'
import type { Publication } from '#core/store'
import { noteArrivals } from './arrivals.ts'
import type { Clock } from './clock.ts'
import { insertRows } from './insert-rows.ts'
import type { Document, ListingTable, Schema } from './schema.ts'
import { speechOf } from './speech.ts'
import { addTally } from './tally.ts'
import { touch, wallFor } from './walls.ts'
import { seqBits, type WordIndex } from './words.ts'

type Db = Kysely<Schema>
export type Moment = { today: string; at: string; clock: Clock; words: WordIndex }

/** A publication with its sentences and the terms it is found by. */
export type Prepared = Publication & { passages: Passage[]; fields: Fields }
type Before = { seq: number; id: string; wall: number; search_key: number; withdrawn: number }
type Placed = Prepared & { wall: number; seq: number }

/** Newest first is the order of the index itself: the day above, `seq` below. */
export const searchKey = (published: string, seq: number): number =>
  (Date.parse(published) / 86_400_000) * seqBits + seq
export const seqOf = (key: number): number => key % seqBits
export const dayOfKey = (key: number): string =>
  new Date(Math.floor(key / seqBits) * 86_400_000).toISOString().slice(0, 10)

/** Finding the terms of a whole batch at a stretch would hold up the main thread. */
const atAStretch = 8

export const prepare = async (batch: readonly Publication[]): Promise<Prepared[]> => {
  const prepared: Prepared[] = []
  for (const publication of batch) {
    const found = passages(publication.content)
    prepared.push({
      ...publication,
      passages: found,
      fields: fieldsOf(publication.content, found),
    })
    if (prepared.length % atAStretch === 0) await breathe()
  }
  return prepared
}

/** Writes a batch with a few statements for all of it; a revision that exists already fails it whole. */
export const publishBatch = async (
  db: Db,
  workspace: string,
  batch: readonly Prepared[],
  moment: Moment,
): Promise<void> => {
  if (batch.length === 0) return
  const before = await standingRows(db, workspace, batch)
  await remove(db, moment.words, [...before.values()])
  const placed = await place(db, workspace, batch, before, moment)
  await insertBriefings(db, workspace, placed)
  await insertRevisions(db, workspace, placed, moment)
  await markEmptied(db, workspace, batch)
  await noteArrivals(db, workspace, batch, moment)
  await insertNames(db, workspace, batch)
  await insertLists(db, workspace, placed)
  await insertEvents(db, placed)
  await insertWords(db, workspace, placed, moment.words)
  await addTally(
    db,
    placed.map(({ seq }) => seq),
    1,
  )
  await touch(
    db,
    [...placed, ...before.values()].map(({ wall }) => wall),
  )
}

const standingRows = async (db: Db, workspace: string, batch: readonly Publication[]) => {
  const ids = batch.map(({ id }) => id)
  const rows = await db
    .selectFrom('briefing')
    .select(['seq', 'id', 'wall', 'search_key', 'withdrawn'])
    .where('workspace', '=', workspace)
    .where(sql<boolean>`id in ${speechOf(db).list(ids)}`)
    .execute()
  return new Map(rows.map((row): [string, Before] => [row.id, row]))
}

/** Takes the standing revision out of lists and indexes; the revision itself stays for good. */
const remove = async (db: Db, words: WordIndex, before: readonly Before[]): Promise<void> => {
  if (before.length === 0) return
  const seqs = before.map(({ seq }) => seq)
  await addTally(db, seqs, -1)
  await words.remove(
    db,
    before
      .filter(({ withdrawn }) => !withdrawn)
      .map(({ seq, wall, search_key: key }) => ({ seq, wall, key })),
  )
  for (const table of ['listing', 'event', 'bag', 'indexed'] as const)
    await db.deleteFrom(table).where('seq', 'in', seqs).execute()
}

const place = async (
  db: Db,
  workspace: string,
  batch: readonly Prepared[],
  before: ReadonlyMap<string, Before>,
  { today, words }: Moment,
): Promise<Placed[]> => {
  const walls = new Map<string, number>()
  const placed: Placed[] = []
  let next = await nextSeq(db)
  for (const one of batch) {
    const { tlp, recipients, published } = one.content
    const audience = JSON.stringify([tlp, recipients, published > today && published])
    const wall = walls.get(audience) ?? (await wallFor(db, words, workspace, one.content, today))
    walls.set(audience, wall)
    placed.push({ ...one, wall, seq: before.get(one.id)?.seq ?? next++ })
  }
  return placed
}

const nextSeq = async (db: Db): Promise<number> => {
  const row = await db
    .selectFrom('briefing')
    .select((is) => is.fn.max('seq').as('last'))
    .executeTakeFirst()
  return (row?.last ?? 0) + 1
}

const insertBriefings = (db: Db, workspace: string, placed: readonly Placed[]) =>
  insertRows(
    db,
    'briefing',
    placed.map(({ id, content, revision, hash, origin, wall, seq }) => ({
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
    sql`on conflict (workspace, id) do update set slug = excluded.slug,
      title_key = excluded.title_key, wall = excluded.wall, revision = excluded.revision,
      hash = excluded.hash, origin = excluded.origin, withdrawn = excluded.withdrawn,
      search_key = excluded.search_key`,
  )

const insertRevisions = (db: Db, workspace: string, placed: readonly Placed[], { at }: Moment) =>
  insertRows(
    db,
    'revision',
    placed.map(
      ({
        id,
        revision,
        wall,
        content,
        passages: sentences,
        markdown,
        hash,
        origin,
        arrived = at,
      }) => ({
        workspace,
        briefing: id,
        revision,
        wall,
        slug: content.slug,
        document: JSON.stringify({ ...content, passages: sentences } satisfies Document),
        markdown,
        hash,
        origin,
        arrived,
      }),
    ),
  )

/** Said of the few that it is so of, in rows that stand already. */
const markEmptied = async (db: Db, workspace: string, batch: readonly Publication[]) => {
  for (const { id: briefing, revision } of batch.filter(({ isEmptied }) => isEmptied))
    await db
      .updateTable('revision')
      .set({ emptied: 1 })
      .where((is) => is.and({ workspace, briefing, revision }))
      .execute()
}

const insertNames = (db: Db, workspace: string, batch: readonly Prepared[]) =>
  insertRows(
    db,
    'name',
    batch.flatMap(({ id, content: { slug, previously } }) =>
      [...new Set([id, slug, ...previously])].map((name) => ({ workspace, name, briefing: id })),
    ),
    sql`on conflict do nothing`,
  )

/** A withdrawn briefing stands in the list of corrections only. */
const listingDays = (
  content: Content,
): Pick<ListingTable, 'changed' | 'published' | 'corrected'> => {
  const { changed } = newestChange(content)
  if (content.withdrawn) return { changed, published: null, corrected: changed }
  const corrected = content.changes.findLast(({ kind }) => kind === 'correction')?.date ?? null
  return { changed, published: content.published, corrected }
}

const insertLists = (db: Db, workspace: string, placed: readonly Placed[]) =>
  insertRows(
    db,
    'listing',
    placed.flatMap(({ content, wall, seq }) =>
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

const insertEvents = (db: Db, placed: readonly Placed[]) =>
  insertRows(
    db,
    'event',
    placed
      .filter(({ content }) => !content.withdrawn)
      .flatMap(({ seq, content }) =>
        content.events.map(({ date, title }) => ({ seq, date, title })),
      ),
  )

const insertWords = async (
  db: Db,
  workspace: string,
  placed: readonly Placed[],
  words: WordIndex,
): Promise<void> => {
  const found = placed.filter(({ content }) => !content.withdrawn)
  const bags = found.map(({ seq, fields, content: { slug } }) => ({
    workspace,
    seq,
    slug,
    terms: bagOf(fields),
  }))
  await insertRows(db, 'bag', bags)
  await insertRows(
    db,
    'indexed',
    found.map(({ seq, fields }) => ({ workspace, seq, ...fields })),
  )
  await words.add(
    db,
    found.map(({ content, seq, wall, fields }) => ({
      ...{ seq, wall, fields },
      key: searchKey(content.published, seq),
    })),
  )
}
