import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import { expect, it, onTestFinished } from 'vitest'
import { OperatorError } from '#core/errors'
import { openSqlite } from '#stores/sqlite'
import { threadDialect } from '#stores/sqlite/dialect'
import { explained } from '#stores/sqlite/faults'
import { migrate } from '#stores/sqlite/migrate'
import { startThread } from '#stores/sqlite/thread'
import type { Schema } from '#stores/tables/schema'
import { groupedWrites } from '#stores/tables/writes'
import { storeContract } from '../contracts/store.ts'
import { publication } from '../support/briefings.ts'
import { temporaryFolder } from '../support/folder.ts'

const settings = (file: string, clock = { now: '2026-02-01T09:00:00Z' }) => ({
  file,
  now: () => Temporal.Instant.from(clock.now),
  zone: 'Europe/Brussels',
})

const open = async (
  file = join(temporaryFolder(), 'sitrep.db'),
  clock = { now: '2026-02-01T09:00:00Z' },
) => {
  const store = await openSqlite(settings(file, clock))
  onTestFinished(() => store.close())
  return store
}

storeContract('SQLite', async () => {
  const file = join(temporaryFolder(), 'sitrep.db')
  const clock = { now: '2026-02-01T09:00:00Z' }
  const store = await open(file, clock)
  return {
    store,
    clock,
    reopen: async () => {
      await store.close()
      return open(file, clock)
    },
  }
})

const viewer = { kind: 'operator', clearance: 'RED' } as const

it('makes the folder it lies in', async () => {
  const file = join(temporaryFolder(), 'data', 'sitrep.db')
  await open(file)
  expect(existsSync(file)).toBe(true)
})

it.each<[string, (file: string) => void, RegExp]>([
  [
    'is no database',
    (file) => writeFileSync(file, 'not a database, but long enough to look at'.repeat(30)),
    /is not a Sitrep store\. Nothing was changed/,
  ],
  [
    'is the database of another program',
    (file) => makeForeign(file),
    /is not a Sitrep store\. Nothing was changed/,
  ],
  [
    'comes from a newer Sitrep',
    (file) => makeNewer(file),
    /written by a newer Sitrep \(schema 9999\)/,
  ],
])('refuses a file that %s in one line, and does not touch it', async (_, prepare, message) => {
  const file = join(temporaryFolder(), 'sitrep.db')
  prepare(file)
  const before = readFileSync(file)
  const failure = await openSqlite(settings(file)).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(OperatorError)
  expect((failure as Error).message).toMatch(message)
  expect((failure as Error).message).not.toContain('\n')
  expect(readFileSync(file).equals(before)).toBe(true)
})

const makeForeign = (file: string): void => {
  const database = new DatabaseSync(file)
  database.exec('pragma journal_mode = wal; create table theirs (x)')
  database.close()
}

const makeNewer = (file: string): void => {
  const database = new DatabaseSync(file)
  database.exec(
    "pragma journal_mode = wal; create table kysely_migration (name text, timestamp text); insert into kysely_migration values ('9999', '')",
  )
  database.close()
}

it('leaves one file when it is closed', async () => {
  const folder = temporaryFolder()
  for (let round = 0; round < 20; round += 1) {
    const store = await openSqlite(settings(join(folder, 'sitrep.db')))
    await store.publish('', [publication({ slug: `one-${round}` })])
    await store.close()
    expect(readdirSync(folder)).toEqual(['sitrep.db'])
  }
})

it('refuses a damaged store', async () => {
  const file = join(temporaryFolder(), 'sitrep.db')
  const store = await openSqlite(settings(file))
  await store.publish(
    '',
    Array.from({ length: 50 }, (_, at) => publication({ slug: `one-${at}` })),
  )
  await store.close()
  const bytes = readFileSync(file)
  bytes.fill(0xff, 4096, bytes.length - 4096)
  writeFileSync(file, bytes)
  await expect(openSqlite(settings(file))).rejects.toThrow(/is damaged|is not a Sitrep store/)
})

it('refuses a place where no folder can be', async () => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, '')
  await expect(openSqlite(settings(join(file, 'x', 'sitrep.db')))).rejects.toThrow(/cannot be made/)
  await expect(openSqlite(settings(temporaryFolder()))).rejects.toThrow(/cannot be opened/)
})

it.each(['/proc/nowhere/x/sitrep.db', '/sys/nowhere/sitrep.db'])(
  'refuses %s at once',
  async (file) => {
    await expect(openSqlite(settings(file))).rejects.toThrow(/cannot be (?:made|opened)/)
  },
)

it('says a store that another program holds is locked, and goes on once it is free', async () => {
  const file = join(temporaryFolder(), 'sitrep.db')
  const store = await openSqlite({ ...settings(file), busyMs: 20 })
  onTestFinished(() => store.close())
  const other = new DatabaseSync(file)
  other.exec('begin immediate')
  await expect(store.publish('', [publication()])).rejects.toThrow(/is locked by another program/)
  expect((await store.count(viewer)).briefings).toBe(0)
  other.exec('rollback')
  other.close()
  await store.publish('', [publication()])
  expect((await store.count(viewer)).briefings).toBe(1)
})

it('says that a full disk is full, and keeps what was there', async () => {
  const file = join(temporaryFolder(), 'sitrep.db')
  const thread = startThread({ file, readOnly: false, busyMs: 0 })
  onTestFinished(() => thread.close())
  await thread.run('create table t (x)')
  await thread.run('pragma max_page_count = 3')
  const failure = await thread
    .run('insert into t values (zeroblob(1000000))')
    .catch((error: unknown) => error)
  expect(explained(failure, file)).toMatchObject({
    name: 'OperatorError',
    message: expect.stringContaining('the disk is full'),
  })
  expect((await thread.run('select count(*) as n from t')).rows).toEqual([{ n: 0 }])
})

it('copies the store before it migrates it, and never twice over', async () => {
  const file = join(temporaryFolder(), 'sitrep.db')
  const store = await openSqlite(settings(file))
  await store.publish('', [publication({ slug: 'before' })])
  await store.close()
  const thread = startThread({ file, readOnly: false, busyMs: 5_000 })
  const db = new Kysely<Schema>({ dialect: threadDialect(thread) })
  onTestFinished(() => thread.close())
  const second = {
    up: async (one: Kysely<unknown>) => void (await sql`create table later (x)`.execute(one)),
  }
  const { migrations } = await import('#stores/migrations/index')
  await migrate(db, thread, file, { ...migrations, '9999': second })
  const copy = await open(`${file}.before-9999`)
  expect((await copy.briefing(viewer, 'before'))?.slug).toBe('before')
  expect(
    (await thread.run("select name from sqlite_master where name = 'later'")).rows,
  ).toHaveLength(1)
})

it('leaves the schema as it was when a migration fails', async () => {
  const file = join(temporaryFolder(), 'sitrep.db')
  await (await openSqlite(settings(file))).close()
  const thread = startThread({ file, readOnly: false, busyMs: 5_000 })
  const db = new Kysely<Schema>({ dialect: threadDialect(thread) })
  onTestFinished(() => thread.close())
  const broken = {
    up: async (one: Kysely<unknown>) => {
      await sql`create table half (x)`.execute(one)
      await sql`create table half (x)`.execute(one)
    },
  }
  const { migrations } = await import('#stores/migrations/index')
  await expect(migrate(db, thread, file, { ...migrations, '9999': broken })).rejects.toThrow()
  expect((await thread.run("select name from sqlite_master where name = 'half'")).rows).toEqual([])
})

it('is opened for the first time by several at once', async () => {
  const file = join(temporaryFolder(), 'sitrep.db')
  const stores = await Promise.all([open(file), open(file), open(file), open(file)])
  await Promise.all(
    stores.map((store, at) => store.publish('', [publication({ slug: `one-${at}` })])),
  )
  expect((await stores[0]?.count(viewer))?.briefings).toBe(4)
})

it('commits waiting writes together, and a failed one takes no other with it', async () => {
  const file = join(temporaryFolder(), 'sitrep.db')
  const thread = startThread({ file, readOnly: false, busyMs: 0 })
  onTestFinished(() => thread.close())
  const db = new Kysely<Schema>({ dialect: threadDialect(thread) })
  const statements: string[] = []
  const watched = {
    ...thread,
    run: (text: string, given?: readonly unknown[]) => {
      statements.push(text)
      return thread.run(text, given)
    },
  }
  const write = groupedWrites(new Kysely<Schema>({ dialect: threadDialect(watched) }), {
    begin: 'begin immediate',
  })
  await sql`create table t (x integer unique)`.execute(db)
  const insert = (x: number) => write((one) => sql`insert into t values (${x})`.execute(one))
  const results = await Promise.allSettled([1, 2, 3, 3, 4].map(insert))
  expect(results.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ])
  expect((await thread.run('select x from t order by x')).rows).toEqual(
    [1, 2, 3, 4].map((x) => ({ x })),
  )
  expect(statements.filter((text) => text === 'commit')).toHaveLength(1)
})

it('makes an online copy that opens as a store', async () => {
  const folder = temporaryFolder()
  const store = await open(join(folder, 'sitrep.db'))
  await store.publish('', [publication({ slug: 'one' })])
  await store.backup(join(folder, 'copy.db'))
  await store.publish('', [publication({ slug: 'two' })])
  const copy = await open(join(folder, 'copy.db'))
  expect((await copy.count(viewer)).briefings).toBe(1)
})

it('holds every acknowledged briefing after kill -9, and is whole', async () => {
  const file = join(temporaryFolder(), 'sitrep.db')
  const child = spawn(process.execPath, [join(import.meta.dirname, 'publish-forever.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let acknowledged = ''
  for await (const chunk of child.stdout) {
    acknowledged += chunk
    if (acknowledged.split('\n').length > 60) break
  }
  child.kill('SIGKILL')
  await once(child, 'exit')
  const slugs = acknowledged.split('\n').slice(0, -1)
  // A store left by a dead process is opened with its write-ahead log.
  copyFileSync(file, `${file}.seen`)
  const store = await open(file)
  expect(slugs.length).toBeGreaterThanOrEqual(60)
  for (const slug of slugs) expect((await store.briefing(viewer, slug))?.slug).toBe(slug)
  expect(await store.check()).toEqual([])
})
