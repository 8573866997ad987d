import { sql } from 'kysely'
import type { Ref } from '#core/ref'
import { speechOf } from '../speech.ts'
import type { Db } from './rows.ts'

type Whole = Pick<Ref, 'workspace' | 'briefing'>

/** Before the words of a briefing leave its revisions: copies in messages can be found by them alone. */
export const keepUntilGone = async (db: Db, { workspace, briefing }: Whole): Promise<void> => {
  await sql`insert into removed (workspace, briefing, revision, document)
    select workspace, briefing, revision, document from revision
    where workspace = ${workspace} and briefing = ${briefing} and emptied = 0
    on conflict do nothing`.execute(db)
}

export const removedAt = async (
  db: Db,
  { workspace, briefing, revision }: Ref,
): Promise<string | undefined> => {
  const row = await db
    .selectFrom('removed')
    .select('document')
    .where((is) => is.and({ workspace, briefing, revision }))
    .executeTakeFirst()
  return row?.document
}

export const isEmptied = async (
  db: Db,
  { workspace, briefing, revision }: Ref,
): Promise<boolean> => {
  const row = await db
    .selectFrom('revision')
    .select('emptied')
    .where((is) => is.and({ workspace, briefing, revision, emptied: 1 }))
    .executeTakeFirst()
  return row !== undefined
}

/** Of a line of the ledger, whether the words that were shown are kept nowhere any more. */
export const isGone = sql<boolean>`exists (select 1 from revision where revision.emptied = 1
    and revision.workspace = shown.owner and revision.briefing = shown.briefing
    and revision.revision = shown.revision)
  and not exists (select 1 from removed where removed.workspace = shown.owner
    and removed.briefing = shown.briefing and removed.revision = shown.revision)`

/**
 * Once every copy has been changed, or cannot be: the words go, with every document and message body
 * that holds them. What was shown where stays in the ledger, which has no words.
 */
export const scrub = async (db: Db, correction: string): Promise<void> => {
  const row = await db
    .selectFrom('correction')
    .select(['workspace', 'briefing', 'revision'])
    .where('id', '=', correction)
    .executeTakeFirst()
  if (!row || !(await isRemoving(db, row))) return
  const { workspace, briefing, revision } = row
  const { items, text } = speechOf(db)
  const theirs = sql`(select answer from shown where owner = ${workspace}
    and briefing = ${briefing} and answer is not null)`
  const isCurrent = sql`(select max(shown.revision) from shown where shown.answer = sent.answer
    and shown.owner = ${workspace} and shown.briefing = ${briefing}) >= ${revision}`
  await sql`update sent set first = null where answer in ${theirs} and ${isCurrent}`.execute(db)
  await sql`delete from sent where answer in ${theirs} and not ${isCurrent}`.execute(db)
  // Messages that one document became are known by it (copy.ts), so it makes way for what it has become.
  await sql`update delivery set body = null,
      document = (select sent.document from sent where sent.answer = delivery.id)
    where state not in ('planned', 'sending') and cause_id <> ${correction}
      and (id in ${theirs} or answer in ${theirs} or exists (select 1
        from ${items(sql`delivery.carries`, 'one')} where ${text(sql`one.value`, 'workspace')} = ${workspace}
          and ${text(sql`one.value`, 'briefing')} = ${briefing}))`.execute(db)
  await db
    .deleteFrom('removed')
    .where((is) => is.and({ workspace, briefing }))
    .execute()
}

const isRemoving = async (db: Db, { workspace, briefing, revision }: Ref): Promise<boolean> => {
  const row = await db
    .selectFrom('removed')
    .select('revision')
    .where((is) => is.and({ workspace, briefing }))
    .where('revision', '<', revision)
    .executeTakeFirst()
  return row !== undefined
}
