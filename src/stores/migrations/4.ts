import { type Kysely, sql } from 'kysely'
import { kitOf } from './kit.ts'

/** Arrivals, dates to come, digests with their editions, deliveries, and leases. Times are milliseconds. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await arrivals(db)
  await events(db)
  await digests(db)
  await deliveries(db)
  await db.schema
    .alterTable('label_limit')
    .addColumn('raised', kitOf(db).text, (column) => column.notNull().defaultTo('[0,0,0,0,0]'))
    .execute()
}

const arrivals = async (db: Kysely<unknown>): Promise<void> => {
  const { text, integer, counting, milliseconds } = kitOf(db)
  await db.schema
    .createTable('arrival')
    .addColumn('seq', ...counting)
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('briefing', text, (column) => column.notNull())
    .addColumn('revision', integer, (column) => column.notNull())
    .addColumn('at', integer, (column) => column.notNull())
    .addUniqueConstraint('arrival_revision', ['workspace', 'briefing', 'revision'])
    .execute()
  await db.schema.createIndex('arrival_at').on('arrival').columns(['at']).execute()
  // What is dated ahead arrives on its day.
  await sql`insert into arrival (workspace, briefing, revision, at)
    select revision.workspace, briefing, revision, ${milliseconds('arrived')}
    from revision join wall on wall.id = revision.wall where wall.opens = ''
    order by ${milliseconds('arrived')}, revision.workspace, briefing, revision`.execute(db)
}

const events = async (db: Kysely<unknown>): Promise<void> => {
  const { text, integer, speech } = kitOf(db)
  const { text: read, items, member } = speech
  await db.schema
    .createTable('event')
    .addColumn('seq', integer, (column) => column.notNull().references('briefing.seq'))
    .addColumn('date', text, (column) => column.notNull())
    .addColumn('title', text, (column) => column.notNull())
    .execute()
  await db.schema.createIndex('event_date').on('event').columns(['date']).execute()
  await db.schema.createIndex('event_seq').on('event').columns(['seq']).execute()
  await sql`insert into event (seq, date, title)
    select briefing.seq, ${read(sql`named.value`, 'date')}, ${read(sql`named.value`, 'title')}
    from briefing join revision on revision.workspace = briefing.workspace
      and revision.briefing = briefing.id and revision.revision = briefing.revision
      cross join ${items(member(sql`revision.document`, 'events'), 'named')}
    where briefing.withdrawn = 0`.execute(db)
}

const digests = async (db: Kysely<unknown>): Promise<void> => {
  const { text, integer } = kitOf(db)
  await db.schema
    .createTable('digest')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('platform', text, (column) => column.notNull())
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('target', text, (column) => column.notNull())
    .addColumn('person', text)
    .addColumn('set_by', text, (column) => column.notNull())
    .addColumn('created', integer, (column) => column.notNull())
    .addColumn('version', integer, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('schedule', text, (column) => column.notNull())
    .addColumn('zone', text, (column) => column.notNull())
    .addColumn('topics', text, (column) => column.notNull())
    .addColumn('topics_version', integer, (column) => column.notNull())
    .addColumn('sends_empty', integer, (column) => column.notNull())
    .addColumn('form', text, (column) => column.notNull())
    .addColumn('mention', text)
    .addColumn('skips', text, (column) => column.notNull())
    .addColumn('pause', text)
    .addColumn('since', integer, (column) => column.notNull())
    .addColumn('scanned', integer, (column) => column.notNull())
    .addColumn('last', integer, (column) => column.notNull())
    .addColumn('next', integer, (column) => column.notNull())
    .addColumn('tz', text, (column) => column.notNull())
    .addColumn('deleted', integer, (column) => column.notNull())
    .execute()
  await sql`create index digest_next on digest (next) where deleted = 0`.execute(db)
  await db.schema.createIndex('digest_tz').on('digest').columns(['tz']).execute()
  await db.schema.createIndex('digest_target').on('digest').columns(['target']).execute()
  await sql`create index digest_person on digest (person) where person is not null`.execute(db)

  await db.schema
    .createTable('edition')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('digest', text, (column) => column.notNull().references('digest.id'))
    .addColumn('slot', text, (column) => column.notNull())
    .addColumn('due', integer, (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('why', text)
    .addColumn('late', integer, (column) => column.notNull())
    .addColumn('covers_from', integer)
    .addColumn('covers_to', integer)
    .addColumn('upto', integer)
    .addColumn('version', integer)
    .addColumn('told', text, (column) => column.notNull().defaultTo(''))
    .addColumn('planned', integer, (column) => column.notNull())
    .addUniqueConstraint('edition_slot', ['digest', 'slot'])
    .execute()
  await db.schema.createIndex('edition_due').on('edition').columns(['digest', 'due']).execute()
  await sql`create index edition_unconfirmed on edition (due)
    where state in ('open', 'unknown', 'failed', 'expired') and told <> state`.execute(db)

  await db.schema
    .createTable('carried')
    .addColumn('target', text, (column) => column.notNull())
    .addColumn('owner', text, (column) => column.notNull())
    .addColumn('briefing', text, (column) => column.notNull())
    .addColumn('revision', integer, (column) => column.notNull())
    .addColumn('edition', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('carried_key', ['target', 'owner', 'briefing', 'revision'])
    .execute()
}

const deliveries = async (db: Kysely<unknown>): Promise<void> => {
  const { text, integer, startsWithPlatform } = kitOf(db)
  await db.schema
    .createTable('delivery')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('platform', text, (column) => column.notNull())
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('cause', text, (column) => column.notNull())
    .addColumn('cause_id', text, (column) => column.notNull())
    .addColumn('target', text, (column) => column.notNull())
    .addColumn('part', integer, (column) => column.notNull())
    .addColumn('line', text, (column) => column.notNull())
    .addColumn('act', text, (column) => column.notNull())
    .addColumn('message', text)
    .addColumn('class', text, (column) => column.notNull())
    .addColumn('due', integer, (column) => column.notNull())
    .addColumn('expires', integer, (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('attempt', integer, (column) => column.notNull().defaultTo(0))
    .addColumn('not_before', integer, (column) => column.notNull().defaultTo(0))
    .addColumn('tried_since', integer)
    .addColumn('tried_in', text)
    .addColumn('tried_before', integer)
    .addColumn('missing', integer, (column) => column.notNull().defaultTo(0))
    .addColumn('missing_before', integer, (column) => column.notNull().defaultTo(0))
    .addColumn('lease_by', text)
    .addColumn('lease_until', integer)
    .addColumn('sent_channel', text)
    .addColumn('sent_message', text)
    .addColumn('why', text)
    .addColumn('carries', text, (column) => column.notNull())
    // Last, and long: what is only counted or put in order need not be read past them.
    .addColumn('document', text)
    .addColumn('body', text)
    .addUniqueConstraint('delivery_name', ['cause', 'cause_id', 'target', 'part'])
    .execute()
  await sql`create index delivery_open on delivery (platform, workspace)
    where state in ('planned', 'sending')`.execute(db)
  await sql`create index delivery_line on delivery (line, due, cause_id, part)
    where state in ('planned', 'sending')`.execute(db)
  await sql`create index delivery_personal on delivery (due)
    where ${startsWithPlatform}`.execute(db)
  await db.schema
    .createIndex('delivery_state')
    .on('delivery')
    .columns(['state', 'platform', 'due'])
    .execute()
  await db.schema.createIndex('delivery_due').on('delivery').columns(['due']).execute()
  await db.schema.createIndex('delivery_target').on('delivery').columns(['target']).execute()

  await db.schema
    .createTable('lease')
    .addColumn('name', text, (column) => column.primaryKey())
    .addColumn('holder', text, (column) => column.notNull())
    .addColumn('until', integer, (column) => column.notNull())
    .execute()
}
