import { type Kysely, sql } from 'kysely'
import { kitOf } from './kit.ts'

/** Briefings with their revisions, walls, lists and words; topics; the ledger of what was shown. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  const { text, integer, counting, forbid } = kitOf(db)
  await db.schema
    .createTable('wall')
    .addColumn('id', ...counting)
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('tlp', integer, (column) => column.notNull())
    .addColumn('recipients', text, (column) => column.notNull())
    .addColumn('opens', text, (column) => column.notNull())
    .addColumn('version', integer, (column) => column.notNull())
    .addUniqueConstraint('wall_audience', ['workspace', 'tlp', 'recipients', 'opens'])
    .execute()

  await db.schema
    .createTable('briefing')
    .addColumn('seq', ...counting)
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('id', text, (column) => column.notNull())
    .addColumn('slug', text, (column) => column.notNull())
    .addColumn('title_key', text, (column) => column.notNull())
    .addColumn('wall', integer, (column) => column.notNull().references('wall.id'))
    .addColumn('revision', integer, (column) => column.notNull())
    .addColumn('hash', text, (column) => column.notNull())
    .addColumn('origin', text, (column) => column.notNull())
    .addColumn('withdrawn', integer, (column) => column.notNull())
    .addColumn('search_key', integer, (column) => column.notNull())
    .addUniqueConstraint('briefing_id', ['workspace', 'id'])
    .execute()
  await db.schema.createIndex('briefing_title').on('briefing').columns(['title_key']).execute()

  await db.schema
    .createTable('revision')
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('briefing', text, (column) => column.notNull())
    .addColumn('revision', integer, (column) => column.notNull())
    .addColumn('wall', integer, (column) => column.notNull().references('wall.id'))
    .addColumn('slug', text, (column) => column.notNull())
    .addColumn('document', text, (column) => column.notNull())
    .addColumn('markdown', text, (column) => column.notNull())
    .addColumn('hash', text, (column) => column.notNull())
    .addColumn('origin', text, (column) => column.notNull())
    .addColumn('arrived', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('revision_key', ['workspace', 'briefing', 'revision'])
    .execute()
  await forbid({
    name: 'revision_is_final',
    table: 'revision',
    deed: 'update of workspace, briefing, revision, slug, document, markdown, hash, origin, arrived',
    says: 'a published revision is never overwritten',
  })

  await db.schema
    .createTable('name')
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('briefing', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('name_key', ['name', 'workspace'])
    .execute()

  await db.schema
    .createTable('listing')
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('wall', integer, (column) => column.notNull().references('wall.id'))
    .addColumn('topic', text, (column) => column.notNull())
    .addColumn('seq', integer, (column) => column.notNull())
    .addColumn('slug', text, (column) => column.notNull())
    .addColumn('changed', text, (column) => column.notNull())
    .addColumn('published', text)
    .addColumn('corrected', text)
    .addPrimaryKeyConstraint('listing_key', ['seq', 'topic'])
    .execute()
  for (const day of ['changed', 'published', 'corrected']) {
    await sql`create index ${sql.ref(`listing_${day}`)} on listing
      (wall, topic, ${sql.ref(day)} desc, slug, seq) where ${sql.ref(day)} is not null`.execute(db)
  }

  await db.schema
    .createTable('tally')
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('wall', integer, (column) => column.notNull().references('wall.id'))
    .addColumn('topic', text, (column) => column.notNull())
    .addColumn('size', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('tally_key', ['wall', 'topic'])
    .execute()

  await db.schema
    .createTable('bag')
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('seq', integer, (column) => column.primaryKey())
    .addColumn('slug', text, (column) => column.notNull())
    .addColumn('terms', text, (column) => column.notNull())
    .execute()

  await db.schema
    .createTable('indexed')
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('seq', integer, (column) => column.primaryKey())
    .addColumn('title', text, (column) => column.notNull())
    .addColumn('bluf', text, (column) => column.notNull())
    .addColumn('body', text, (column) => column.notNull())
    .execute()

  await db.schema
    .createTable('topic')
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('slug', text, (column) => column.notNull())
    .addColumn('position', integer, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('scope', text, (column) => column.notNull())
    .addColumn('aliases', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('topic_key', ['workspace', 'slug'])
    .execute()

  await db.schema
    .createTable('shown')
    .addColumn('id', ...counting)
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('platform', text, (column) => column.notNull())
    .addColumn('channel', text)
    .addColumn('person', text)
    .addColumn('message', text)
    .addColumn('owner', text, (column) => column.notNull())
    .addColumn('briefing', text, (column) => column.notNull())
    .addColumn('revision', integer, (column) => column.notNull())
    .addColumn('command', text, (column) => column.notNull())
    .addColumn('at', text, (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('shown_briefing')
    .on('shown')
    .columns(['owner', 'briefing', 'revision'])
    .execute()
}
