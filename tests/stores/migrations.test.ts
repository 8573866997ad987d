import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import { expect, it, onTestFinished } from 'vitest'
import { parseQuery } from '#core/query'
import type { Reply } from '#core/reply'
import { limitOf } from '#core/room'
import type { Store } from '#core/store'
import { vocabulary } from '#core/topics'
import { openSqlite } from '#stores/sqlite'
import { databaseClock } from '#stores/sqlite/clock'
import { threadDialect } from '#stores/sqlite/dialect'
import { migrate } from '#stores/sqlite/migrate'
import { startThread } from '#stores/sqlite/thread'
import { words } from '#stores/sqlite/words'
import { replaceTopics } from '#stores/tables/lists'
import { prepare, publishBatch } from '#stores/tables/publish'
import type { Schema } from '#stores/tables/schema'
import { change, type Made, publication } from '../support/briefings.ts'
import { newDigest } from '../support/digests.ts'
import { temporaryFolder } from '../support/folder.ts'

const operator = { kind: 'operator', clearance: 'RED' } as const
const moment = {
  ...{ at: '2026-02-01T09:00:00Z', today: '2026-02-01' },
  ...{ clock: databaseClock(), words },
}
const topics = vocabulary.parse([
  { slug: 'defence-core', name: 'Defence core', scope: 'All of it' },
])

const event = { date: '2026-02-20', title: 'The walruses meet' }

const shown = ['terminal', 'operator'].map((person) => ({
  workspace: '',
  platform: 'terminal',
  person,
  owner: '',
  briefing: 'one',
  revision: 1,
  command: 'brief',
  at: '2026-02-01T09:00:00Z',
}))

/** A new store with the first migrations only. */
const storeUpTo = async (last: string) => {
  const file = join(temporaryFolder(), 'sitrep.db')
  const thread = startThread({ file, readOnly: false, busyMs: 5_000 })
  const db = new Kysely<Schema>({ dialect: threadDialect(thread) })
  const { migrations } = await import('#stores/migrations/index')
  const first = Object.entries(migrations).filter(([name]) => name <= last)
  await migrate(db, thread, file, Object.fromEntries(first))
  return { file, thread, db }
}

/** A store of schema 0001 with briefings, a vocabulary and a ledger. */
const storeOfSchema1 = async (): Promise<string> => {
  const { file, thread, db } = await storeUpTo('0001')
  const publish = async (fields: Made, arrived = moment.at) =>
    publishBatch(db, '', await prepare([{ ...publication(fields), arrived }]), moment)
  // Publishing writes into tables that came later.
  await sql`create table arrival (seq integer primary key, workspace, briefing, revision, at)`.execute(
    db,
  )
  await sql`create table event (seq, date, title)`.execute(db)
  await sql`create table looked (workspace, seq)`.execute(db)
  await publish({ slug: 'one', bluf: 'Example Gazette counts five walruses.', events: [event] })
  await publish({
    slug: 'one',
    changes: [change(2, 'correction', '2026-01-16')],
    events: [event, { date: '2026-03', title: 'The March of walruses' }],
  })
  await publish({ slug: 'two', tlp: 'AMBER' }, '2026-01-31T09:00:00.5Z')
  await publish({ slug: 'ahead', published: '2026-03-01', events: [event] })
  await publish({ slug: 'gone', withdrawn: { date: '2026-01-20', reason: 'Made up.' } })
  for (const table of ['arrival', 'event', 'looked'])
    await sql`drop table ${sql.table(table)}`.execute(db)
  await replaceTopics(db, '', topics)
  await db.insertInto('shown').values(shown).execute()
  await thread.close()
  return file
}

const open = async (file: string): Promise<Store> => {
  const now = () => Temporal.Instant.from(moment.at)
  const store = await openSqlite({ file, now, zone: 'Europe/Brussels' })
  onTestFinished(() => store.close())
  return store
}

/** All rows of the tables of schema 0001, but for columns that came or went. */
const rowsOf = (file: string) => {
  const database = new DatabaseSync(file, { readOnly: true })
  onTestFinished(() => database.close())
  const rows = (table: string) => database.prepare(`select * from ${table}`).all()
  const withoutNew = ({ message: _, answer: __, emptied: ___, ...row }: Record<string, unknown>) =>
    row
  const tables = ['briefing', 'revision', 'name', 'listing', 'tally', 'bag', 'indexed', 'topic']
  return {
    schemas: rows('kysely_migration').map(({ name }) => name),
    kept: [...tables, 'shown'].map((table) => rows(table).map(withoutNew)),
  }
}

it('brings a store of schema 0001 up to date, and loses none of it', async () => {
  const file = await storeOfSchema1()
  const before = rowsOf(file)
  expect(before.schemas).toEqual(['0001'])
  const store = await open(file)
  expect(rowsOf(file)).toEqual({
    schemas: ['0001', '0002', '0003', '0004', '0005', '0006', '0007', '0008'],
    kept: before.kept,
  })
  expect(await store.check()).toEqual([])

  expect(await store.briefing(operator, 'one')).toMatchObject({ ref: { revision: 2 } })
  expect((await store.titles(operator, parseQuery('two'), 5)).map(({ slug }) => slug)).toEqual([
    'two',
  ])
  expect(await Array.fromAsync(store.revisions(operator))).toHaveLength(5)
  expect(await store.topics(operator)).toMatchObject(topics)
  expect(await Array.fromAsync(store.shown(operator))).toEqual(shown)
})

it('keeps a copy beside it of how it was before', async () => {
  const file = await storeOfSchema1()
  const before = rowsOf(file)
  await open(file)
  expect(rowsOf(`${file}.before-0002`)).toEqual(before)
  expect(existsSync(`${file}.before-0001`)).toBe(false)
  expect(existsSync(`${file}.before-0002.part`)).toBe(false)
})

it('lets a store of schema 0001 do what is new', async () => {
  const store = await open(await storeOfSchema1())
  const [line] = shown
  const ref = { workspace: '', briefing: 'one', revision: 2 }
  const reply: Reply = { kind: 'reply', blocks: [], shows: [ref] }
  const where = { workspace: 'team', platform: 'discord', channel: 'policy', answer: 'a' }
  await store.recordShown([{ ...line!, ...where, revision: 2 }])
  await store.recordSent({
    ...where,
    messages: ['m'],
    reply,
    at: moment.at,
  })
  expect(await store.rooms.posted('team', 'policy')).toEqual([
    { ref, tlp: 'CLEAR', channel: 'policy', messages: ['m'], at: moment.at },
  ])
  expect(await store.people.kept('terminal')).toEqual({
    ...{
      shown: 2,
      questions: 0,
      asked: 0,
      requests: 0,
      taken: 0,
      workspace: false,
      digests: 0,
      watches: false,
      drafts: 0,
      used: 0,
    },
  })
})

it('is brought up to date once by several that open it at once', async () => {
  const file = await storeOfSchema1()
  const before = rowsOf(file)
  const stores = await Promise.all([open(file), open(file), open(file), open(file)])
  expect(rowsOf(file)).toEqual({
    schemas: ['0001', '0002', '0003', '0004', '0005', '0006', '0007', '0008'],
    kept: before.kept,
  })
  expect(rowsOf(`${file}.before-0002`)).toEqual(before)
  expect((await Promise.all(stores.map((store) => store.check()))).flat()).toEqual([])
})

it('keeps the limits of a store of schema 0002, and holds none of them where outsiders read', async () => {
  const { file, thread, db } = await storeUpTo('0002')
  const set = { workspace: 'team', channel: 'policy', tlp: 'AMBER' }
  await sql`insert into label_limit (workspace, channel, tlp, set_by, set_at)
    values (${set.workspace}, ${set.channel}, ${set.tlp}, 'discord:1', ${moment.at})`.execute(db)
  await thread.close()
  const store = await open(file)
  const limit = await store.rooms.limit('team', 'policy')
  expect(limit).toEqual({ ...set, setBy: 'discord:1', setAt: moment.at })
  expect([limitOf({}, limit), limitOf({ open: 'anyone can join' }, limit)]).toEqual([
    'AMBER',
    'CLEAR',
  ])
  expect(existsSync(`${file}.before-0003`)).toBe(true)
})

it('counts what a store of schema 0001 holds as arrived, in the order in which it came', async () => {
  const file = await storeOfSchema1()
  await open(file)
  const database = new DatabaseSync(file, { readOnly: true })
  onTestFinished(() => database.close())
  const arrivals = database.prepare('select briefing, revision, at from arrival order by seq').all()
  const at = Date.parse(moment.at)
  expect(arrivals.map((row) => ({ ...row }))).toEqual([
    { briefing: 'two', revision: 1, at: Date.parse('2026-01-31T09:00:00.5Z') },
    { briefing: 'gone', revision: 2, at },
    { briefing: 'one', revision: 1, at },
    { briefing: 'one', revision: 2, at },
  ])
})

it('knows the dates to come of the newest revisions of a store of schema 0001', async () => {
  const store = await open(await storeOfSchema1())
  const all = { topics: [], from: '2026-02-01', to: '2026-12-31', most: 9 }
  const ref = { workspace: '', briefing: 'one', revision: 2 }
  expect(await store.digests.ahead({ viewer: operator, ...all })).toEqual([
    { ...event, ref, tlp: 'CLEAR' },
    { date: '2026-03', title: 'The March of walruses', ref, tlp: 'CLEAR' },
  ])
})

it('starts a digest in a store of schema 0001 with what comes from then on', async () => {
  const store = await open(await storeOfSchema1())
  const digest = await store.digests.add(newDigest())
  expect(await store.digests.eligible({ viewer: operator, digest, most: 9 })).toMatchObject({
    items: [],
  })
  await store.publish('', [publication({ slug: 'three' })])
  const { items } = await store.digests.eligible({ viewer: operator, digest, most: 9 })
  expect(items.map(({ briefing }) => briefing.slug)).toEqual(['three'])
})

it('counts what was asked in a store of schema 0007 as asked by those who see most', async () => {
  const { file, thread, db } = await storeUpTo('0007')
  await sql`insert into question
      (id, platform, workspace, channel, person, text, understood, topics, outcome, at)
    values ('q-old', 'discord', 'team', 'dm', 'discord:1', 'Who?', 'Who?', '[]', 'not answered',
      ${Date.parse(moment.at)})`.execute(db)
  await thread.close()
  const store = await open(file)
  expect((await store.questions.find('q-old'))?.clearance).toBe('RED')
  expect(existsSync(`${file}.before-0008`)).toBe(true)
})
