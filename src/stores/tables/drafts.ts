import { type Kysely, sql } from 'kysely'
import type { Deed } from '#core/audit'
import type { Draft, Drafts, DraftTerms, Emptied, NewDraft, Release } from '#core/draft'
import { passages } from '#core/passages'
import { keepUntilGone } from './corrections/removed.ts'
import { addDeliveries } from './outbox/add.ts'
import { type Prepared, prepare } from './publish.ts'
import { reachedIn } from './reach.ts'
import type { Document, DraftTable, Schema } from './schema.ts'
import { speechOf } from './speech.ts'
import type { Write } from './writes.ts'

type Db = Kysely<Schema>
/** What publishing takes of the rest of the store, in its own transaction. */
type Parts = {
  publish(db: Db, workspace: string, batch: readonly Prepared[]): Promise<void>
  note(db: Db, deed: Deed): Promise<void>
}

/** Briefings before they are published, and what makes briefings of them. */
export const draftsIn = (db: Db, write: Write, { publish, note }: Parts): Drafts => ({
  add: (draft) =>
    write(async (one) => {
      const known = draft.answer === undefined ? undefined : await begunBy(one, draft.answer)
      const row = known ?? newRowOf(draft)
      if (!known) await one.insertInto('draft').values(row).execute()
      return draftOf(row)
    }),
  async find(id) {
    const row = await db.selectFrom('draft').selectAll().where('id', '=', id).executeTakeFirst()
    return row && draftOf(row)
  },
  async list(workspace, person) {
    const rows = await db
      .selectFrom('draft')
      .selectAll()
      .where('workspace', '=', workspace)
      .where('state', '<>', 'dropped')
      .where((is) =>
        is.or([
          is.and([is('person', '=', person), is('state', '<>', 'published')]),
          is('state', 'in', ['in review', 'approved']),
          is.and({ state: 'published', alone: 1 }).and('approver', 'is', null),
        ]),
      )
      .orderBy('changed', 'desc')
      .orderBy('id')
      .execute()
    return rows.map(draftOf)
  },
  async behind({ workspace, briefing }) {
    const rows = await db
      .selectFrom('draft')
      .selectAll()
      .where((is) => is.and({ workspace, state: 'published' }))
      .where(sql<boolean>`${speechOf(db).text(sql`published`, 'briefing')} = ${briefing}`)
      .execute()
    return rows.map(draftOf)
  },
  reached: (ref) => reachedIn(db, ref),
  change: (draft, terms, at, deed) =>
    write(async (one) => {
      const changed = await change(one, draft, setOf(terms), at)
      if (changed && deed) await note(one, deed)
      return changed
    }),
  async publish(draft, release) {
    const [prepared] = await prepare([release.publication])
    return write(async (one) => {
      const found = await change(one, draft, releasedAs(release), release.at)
      if (!found || !prepared) return undefined
      await publish(one, found.workspace, [prepared])
      await empty(one, found, release.emptied ?? [])
      await addDeliveries(one, release.deliveries)
      await note(one, release.deed)
      return found
    })
  },
})

const begunBy = (db: Db, answer: string): Promise<DraftTable | undefined> =>
  db.selectFrom('draft').selectAll().where('answer', '=', answer).executeTakeFirst()

/** Only as it was read: whoever changed it meanwhile has not been seen. */
const change = async (
  db: Db,
  { id, version }: Pick<Draft, 'id' | 'version'>,
  set: Partial<DraftTable>,
  at: string,
): Promise<Draft | undefined> => {
  const row = await db
    .updateTable('draft')
    .set({ ...set, changed: at, version: version + 1 })
    .where((is) => is.and({ id, version }))
    .where('state', 'not in', ['dropped'])
    .returningAll()
    .executeTakeFirst()
  return row && draftOf(row)
}

const releasedAs = ({ publication, approver, isReleasedAlone, at }: Release) =>
  ({
    state: 'published',
    markdown: publication.markdown,
    approver: approver ? JSON.stringify(approver) : null,
    alone: isReleasedAlone ? 1 : 0,
    published: JSON.stringify({ briefing: publication.id, revision: publication.revision }),
    published_at: at,
  }) satisfies Partial<DraftTable>

/** Takes the words out of earlier revisions, and out of every draft of that briefing. */
const empty = async (db: Db, { base }: Draft, emptied: readonly Emptied[]): Promise<void> => {
  if (!base || emptied.length === 0) return
  const { workspace, briefing } = base
  await keepUntilGone(db, base)
  for (const { revision, content, markdown } of emptied) {
    const document = JSON.stringify({ ...content, passages: passages(content) } satisfies Document)
    await db
      .updateTable('revision')
      .set({ document, markdown, emptied: 1 })
      .where((is) => is.and({ workspace, briefing, revision }))
      .execute()
  }
  await db
    .updateTable('draft')
    .set({ markdown: '' })
    .where((is) =>
      is.or([
        is.and({ owner: workspace, briefing }),
        is.and([
          is('workspace', '=', workspace),
          sql<boolean>`${speechOf(db).text(sql`published`, 'briefing')} = ${briefing}`,
        ]),
      ]),
    )
    .execute()
}

const newRowOf = ({ author, base, removesWords, answer, ...draft }: NewDraft): DraftTable => ({
  ...draft,
  ...author,
  answer: answer ?? null,
  state: 'writing',
  owner: base?.workspace ?? null,
  briefing: base?.briefing ?? null,
  revision: base?.revision ?? null,
  permission: null,
  removes_words: removesWords ? 1 : 0,
  reviewer: null,
  edited_by: author.person,
  approver: null,
  alone: 0,
  published: null,
  published_at: null,
  changed: draft.created,
  version: 1,
})

const setOf = (terms: DraftTerms): Partial<DraftTable> => {
  const { state, markdown, removesWords, editedBy } = terms
  const { permission, reviewer, approver } = terms
  return {
    ...(state !== undefined && { state }),
    ...(markdown !== undefined && { markdown }),
    ...(editedBy !== undefined && { edited_by: editedBy }),
    ...(removesWords !== undefined && { removes_words: removesWords ? 1 : 0 }),
    ...('permission' in terms && { permission: permission ?? null }),
    ...('reviewer' in terms && { reviewer: reviewer ?? null }),
    ...('approver' in terms && { approver: approver ? JSON.stringify(approver) : null }),
  }
}

const draftOf = (row: DraftTable): Draft => {
  const { id, workspace, platform, person, name, state, kind, markdown, created, changed } = row
  const { owner, briefing, revision, permission, reviewer, approver, published, version } = row
  return {
    ...{ id, workspace, state, kind, markdown, created, changed, version },
    author: { platform, person, name },
    editedBy: row.edited_by,
    removesWords: row.removes_words === 1,
    isReleasedAlone: row.alone === 1,
    ...(owner !== null &&
      briefing !== null &&
      revision !== null && { base: { workspace: owner, briefing, revision } }),
    ...(permission !== null && { permission }),
    ...(reviewer !== null && { reviewer }),
    ...(approver !== null && { approver: JSON.parse(approver) }),
    ...(published !== null && { published: { workspace, ...JSON.parse(published) } }),
    ...(row.published_at !== null && { publishedAt: row.published_at }),
  }
}
