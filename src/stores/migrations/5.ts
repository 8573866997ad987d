import { type Kysely, sql } from 'kysely'
import { kitOf } from './kit.ts'

/** Questions as they were asked, and those passed on to the editors. Times are milliseconds. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  const { text, integer } = kitOf(db)
  await db.schema
    .createTable('question')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('platform', text, (column) => column.notNull())
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('channel', text, (column) => column.notNull())
    .addColumn('person', text, (column) => column.notNull())
    .addColumn('text', text, (column) => column.notNull())
    .addColumn('understood', text, (column) => column.notNull())
    .addColumn('topics', text, (column) => column.notNull())
    .addColumn('outcome', text, (column) => column.notNull())
    .addColumn('verdict', text)
    .addColumn('at', integer, (column) => column.notNull())
    .execute()
  await db.schema.createIndex('question_person').on('question').columns(['person', 'at']).execute()
  await db.schema.createIndex('question_at').on('question').columns(['at']).execute()
  await sql`create index question_gap on question (workspace)
    where outcome = 'not answered' or verdict = 'did not help'`.execute(db)

  await db.schema
    .createTable('request')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('text', text, (column) => column.notNull())
    .addColumn('topics', text, (column) => column.notNull())
    .addColumn('at', integer, (column) => column.notNull())
    .addColumn('name', text)
    .addColumn('platform', text)
    .addColumn('channel', text)
    .addColumn('person', text)
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('owner', text)
    .addColumn('briefing', text)
    .addColumn('revision', integer)
    .execute()
  await sql`create index request_open on request (workspace, at) where state = 'open'`.execute(db)
  await sql`create index request_person on request (person) where person is not null`.execute(db)
  await db.schema.createIndex('request_at').on('request').columns(['at']).execute()
}
