import { type Kysely, sql } from 'kysely'
import { kitOf } from './kit.ts'

/** Rooms and their limits, what people settled, messages received, answers sent, buttons too long to carry. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  const { text, integer } = kitOf(db)
  await sql`alter table shown drop column message`.execute(db)
  await db.schema.alterTable('shown').addColumn('answer', text).execute()
  await db.schema.createIndex('shown_answer').on('shown').columns(['answer']).execute()
  await db.schema.createIndex('shown_person').on('shown').columns(['person', 'at']).execute()

  await db.schema
    .createTable('sent')
    .addColumn('answer', text, (column) => column.primaryKey())
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('platform', text, (column) => column.notNull())
    .addColumn('channel', text, (column) => column.notNull())
    .addColumn('room', text, (column) => column.notNull())
    .addColumn('person', text)
    .addColumn('messages', text, (column) => column.notNull())
    .addColumn('document', text, (column) => column.notNull())
    .addColumn('at', text, (column) => column.notNull())
    .execute()
  for (const place of ['channel', 'room'])
    await db.schema.createIndex(`sent_${place}`).on('sent').columns(['workspace', place]).execute()
  await db.schema.createIndex('sent_person').on('sent').columns(['person', 'at']).execute()

  await db.schema
    .createTable('label_limit')
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('channel', text, (column) => column.notNull())
    .addColumn('tlp', text, (column) => column.notNull())
    .addColumn('set_by', text, (column) => column.notNull())
    .addColumn('set_at', text, (column) => column.notNull())
    .addColumn('found_open', integer, (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('label_limit_key', ['workspace', 'channel'])
    .execute()

  await db.schema
    .createTable('used_workspace')
    .addColumn('person', text, (column) => column.primaryKey())
    .addColumn('workspace', text, (column) => column.notNull())
    .execute()

  await db.schema
    .createTable('inbox')
    .addColumn('platform', text, (column) => column.notNull())
    .addColumn('id', text, (column) => column.notNull())
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('channel', text, (column) => column.notNull())
    .addColumn('person', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('direct', integer, (column) => column.notNull())
    .addColumn('text', text, (column) => column.notNull())
    .addColumn('at', text, (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('inbox_key', ['platform', 'id'])
    .execute()
  await sql`create index inbox_open on inbox (platform, at) where state = 'open'`.execute(db)
  await db.schema.createIndex('inbox_person').on('inbox').columns(['person']).execute()
  await db.schema.createIndex('inbox_at').on('inbox').columns(['at']).execute()

  await db.schema
    .createTable('press')
    .addColumn('key', text, (column) => column.primaryKey())
    .addColumn('workspace', text, (column) => column.notNull().defaultTo(''))
    .addColumn('invoked', text, (column) => column.notNull())
    .addColumn('at', text, (column) => column.notNull())
    .execute()
  await db.schema.createIndex('press_at').on('press').columns(['at']).execute()
}
