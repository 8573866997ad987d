import { type Kysely, sql } from 'kysely'
import { kitOf } from './kit.ts'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await corrections(db)
  await drafts(db)
  await staff(db)
  await used(db)
  await reach(db)
  await files(db)
  await desk(db)
}

/** Corrections on their way to where an older revision was shown. Times are milliseconds. */
const corrections = async (db: Kysely<unknown>): Promise<void> => {
  const { text, integer, counting } = kitOf(db)
  await db.schema
    .createTable('correction')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('briefing', text, (column) => column.notNull())
    .addColumn('revision', integer, (column) => column.notNull())
    .addColumn('base', integer, (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('flash', integer, (column) => column.notNull())
    .addColumn('at', integer, (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('looked', integer, (column) => column.notNull().defaultTo(0))
    .addColumn('counts', text)
    .addUniqueConstraint('correction_revision', ['workspace', 'briefing', 'revision'])
    .execute()
  await sql`create index correction_open on correction (at) where state <> 'done'`.execute(db)

  await db.schema
    .createTable('late')
    .addColumn('seq', ...counting)
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('answer', text, (column) => column.notNull())
    .execute()

  // What stood there before this came is as it is: only what arrives from now on travels.
  await db.schema
    .createTable('looked')
    .addColumn('workspace', text, (column) => column.primaryKey())
    .addColumn('seq', integer, (column) => column.notNull())
    .execute()
  await sql`insert into looked (workspace, seq)
    select '', coalesce(max(seq), 0) from arrival`.execute(db)

  await db.schema
    .createTable('owed')
    .addColumn('platform', text, (column) => column.notNull())
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('person', text, (column) => column.notNull())
    .addColumn('correction', text, (column) => column.notNull())
    .addColumn('at', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('owed_key', ['person', 'platform', 'correction'])
    .execute()
  await db.schema.createIndex('owed_correction').on('owed').columns(['correction']).execute()
  await db.schema.createIndex('owed_at').on('owed').columns(['at']).execute()

  await db.schema
    .createTable('watch')
    .addColumn('platform', text, (column) => column.notNull())
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('person', text, (column) => column.notNull())
    .addColumn('what', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('watch_key', ['person', 'what'])
    .execute()

  // Words that were taken out, for as long as copies of them have still to be found and changed.
  await db.schema
    .createTable('removed')
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('briefing', text, (column) => column.notNull())
    .addColumn('revision', integer, (column) => column.notNull())
    .addColumn('document', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('removed_key', ['workspace', 'briefing', 'revision'])
    .execute()

  for (const column of ['occasion', 'first'])
    await db.schema.alterTable('sent').addColumn(column, text).execute()
  await db.schema.alterTable('delivery').addColumn('answer', text).execute()
  await sql`create index delivery_answer on delivery (answer) where answer is not null`.execute(db)
  await db.schema.createIndex('shown_of').on('shown').columns(['owner', 'briefing', 'id']).execute()
}

/** Briefings before they are published; and revisions whose words were taken out. Times are ISO instants. */
const drafts = async (db: Kysely<unknown>): Promise<void> => {
  const { text, integer, allow, forbid } = kitOf(db)
  await db.schema
    .createTable('draft')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('platform', text, (column) => column.notNull())
    .addColumn('person', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('owner', text)
    .addColumn('briefing', text)
    .addColumn('revision', integer)
    .addColumn('markdown', text, (column) => column.notNull())
    .addColumn('permission', text)
    .addColumn('removes_words', integer, (column) => column.notNull())
    .addColumn('reviewer', text)
    .addColumn('edited_by', text, (column) => column.notNull())
    .addColumn('approver', text)
    .addColumn('alone', integer, (column) => column.notNull())
    .addColumn('published', text)
    .addColumn('published_at', text)
    .addColumn('created', text, (column) => column.notNull())
    .addColumn('changed', text, (column) => column.notNull())
    .addColumn('version', integer, (column) => column.notNull())
    .execute()
  await sql`create index draft_open on draft (workspace, changed) where state <> 'dropped'`.execute(
    db,
  )
  await db.schema
    .alterTable('revision')
    .addColumn('emptied', integer, (column) => column.notNull().defaultTo(0))
    .execute()
  // A revision stays as it was published; its words alone may be taken out, once and for good.
  const table = 'revision'
  const says = 'a published revision is never overwritten'
  await allow({ name: 'revision_is_final', table })
  await forbid({
    ...{ name: 'revision_is_final', table, says },
    deed: 'update of workspace, briefing, revision, slug, hash, origin, arrived',
  })
  await forbid({
    ...{ name: 'revision_keeps_its_words', table, says },
    deed: 'update of document, markdown',
    when: 'not (old.emptied = 0 and new.emptied = 1)',
  })
  await forbid({
    ...{ name: 'revision_stays_emptied', table, deed: 'update of emptied' },
    when: 'old.emptied = 1',
    says: 'words that were taken out do not come back',
  })
}

/** Who was made what, and what was done: entries that are only ever added. Times are ISO instants. */
const staff = async (db: Kysely<unknown>): Promise<void> => {
  const { text, integer, forbid } = kitOf(db)
  await db.schema
    .createTable('appointment')
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('platform', text, (column) => column.notNull())
    .addColumn('person', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('role', text, (column) => column.notNull())
    .addColumn('duty', integer, (column) => column.notNull())
    .addColumn('set_by', text, (column) => column.notNull())
    .addColumn('set_at', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('appointment_key', ['workspace', 'person'])
    .execute()

  await db.schema
    .createTable('audit')
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('number', integer, (column) => column.notNull())
    .addColumn('at', text, (column) => column.notNull())
    .addColumn('platform', text, (column) => column.notNull())
    .addColumn('person', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('about', text, (column) => column.notNull())
    .addColumn('details', text)
    .addColumn('owner', text)
    .addColumn('briefing', text)
    .addColumn('tlp', text)
    .addColumn('hash', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('audit_key', ['workspace', 'number'])
    .execute()
  const table = 'audit'
  const rewritten = 'what was done is never rewritten'
  await forbid({ name: 'audit_is_final', table, deed: 'update', says: rewritten })
  await forbid({
    name: 'audit_stays',
    table,
    deed: 'delete',
    says: 'what was done is never erased',
  })
}

/** Who used which briefing for work of their own. */
const used = async (db: Kysely<unknown>): Promise<void> => {
  const { text, integer } = kitOf(db)
  await db.schema
    .createTable('used')
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('platform', text, (column) => column.notNull())
    .addColumn('person', text, (column) => column.notNull())
    .addColumn('owner', text, (column) => column.notNull())
    .addColumn('briefing', text, (column) => column.notNull())
    .addColumn('revision', integer, (column) => column.notNull())
    .addColumn('link', text)
    .addColumn('at', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('used_key', ['person', 'owner', 'briefing'])
    .execute()
  await db.schema.createIndex('used_of').on('used').columns(['owner', 'briefing']).execute()
}

/** How many were in a room when something was posted there; and what a manager has settled for a workspace. */
const reach = async (db: Kysely<unknown>): Promise<void> => {
  const { text, integer } = kitOf(db)
  await db.schema.alterTable('sent').addColumn('members', integer).execute()
  await db.schema
    .createTable('setting')
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('value', text, (column) => column.notNull())
    .addColumn('set_by', text, (column) => column.notNull())
    .addColumn('set_at', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('setting_key', ['workspace', 'name'])
    .execute()
}

/** Files that are sent to the bot, as JSON, until they are answered; and the answer that began a draft. */
const files = async (db: Kysely<unknown>): Promise<void> => {
  const { text } = kitOf(db)
  await db.schema.alterTable('inbox').addColumn('files', text).execute()
  await db.schema.alterTable('draft').addColumn('answer', text).execute()
  await sql`create unique index draft_answer on draft (answer) where answer is not null`.execute(db)
}

/** Who has a question for the editors in hand, and by when; and when watchers were told last, in milliseconds. */
const desk = async (db: Kysely<unknown>): Promise<void> => {
  const { text, integer } = kitOf(db)
  for (const column of ['taken_by', 'taken_name', 'due'])
    await db.schema.alterTable('request').addColumn(column, text).execute()
  await sql`create index request_taken on request (taken_by) where taken_by is not null`.execute(db)
  await db.schema.alterTable('watch').addColumn('told', integer).execute()
}
