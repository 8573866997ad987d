import { setTimeout as wait } from 'node:timers/promises'
import { Kysely } from 'kysely'
import { Client } from 'pg'
import { expect, inject, it, onTestFinished } from 'vitest'
import { migrations } from '#stores/migrations/index'
import { openPostgres } from '#stores/postgres'
import { writingDialect } from '#stores/postgres/dialect'
import { migrate } from '#stores/postgres/migrate'
import { connect } from '#stores/postgres/pool'
import type { Schema } from '#stores/tables/schema'
import { eventually } from '../support/eventually.ts'
import { databaseForTest } from '../support/postgres.ts'
import { startPostgres } from '../support/postgres-server.ts'
import { installation } from '../support/program.ts'

const open = async (url: string, busyMs = 20_000) => {
  const settings = { url, size: 3, statementTimeoutMs: 30_000, busyMs }
  const store = await openPostgres({ ...settings, now: () => Temporal.Now.instant(), zone: 'UTC' })
  onTestFinished(() => store.close())
  return store
}

const query = async <R>(url: string, text: string): Promise<R[]> => {
  const client = new Client(url)
  await client.connect()
  const { rows } = await client.query(text).finally(() => client.end())
  return rows as R[]
}

/** All columns, indexes and triggers, by name. */
const schemaOf = (url: string) =>
  query(
    url,
    `select 'column' as kind, table_name as one, column_name || ' ' || data_type as two
      from information_schema.columns where table_schema = 'public'
    union all select 'index', tablename, indexdef from pg_indexes where schemaname = 'public'
    union all select 'trigger', event_object_table, trigger_name from information_schema.triggers
    order by 1, 2, 3`,
  )

/** A database with the first so many migrations. */
const databaseUpTo = async (count: number): Promise<string> => {
  const url = await databaseForTest({ isBare: true })
  const connections = connect({ url, size: 2, statementTimeoutMs: 0, busyMs: 5_000 })
  const explain = (error: unknown): never => {
    throw error
  }
  const db = new Kysely<Schema>({ dialect: writingDialect(connections, explain) })
  await migrate(db, url, Object.fromEntries(Object.entries(migrations).slice(0, count)))
  await connections.close()
  return url
}

const versions = Object.keys(migrations)

it.each(versions.map((_, count) => count))(
  'brings schema %i up to date, begun by four at once',
  async (count) => {
    const url = await databaseUpTo(count)
    await Promise.all([1, 2, 3, 4].map(() => open(url)))
    const done = await query<{ name: string }>(
      url,
      'select name from kysely_migration order by name',
    )
    expect(done.map(({ name }) => name)).toEqual(versions)
    expect(await schemaOf(url)).toEqual(await schemaOf(await databaseForTest()))
  },
)

it('lets four processes make a first start at once', async () => {
  const url = await databaseForTest({ isBare: true })
  const { sitrep } = installation({ DATABASE_URL: url })
  const started = await Promise.all([1, 2, 3, 4].map(() => sitrep(['search', 'bergen'])))
  expect(started.map(({ code, err }) => ({ code, err }))).toEqual(
    started.map(() => ({ code: 0, err: '' })),
  )
})

it('begins anew where the database goes away while its schema is brought up to date', async () => {
  const url = await databaseForTest({ isBare: true })
  const [other, killer] = [new Client(url), new Client(url)]
  await Promise.all([other.connect(), killer.connect()])
  // Whoever brings it up to date takes this lock.
  await other.query('select pg_advisory_lock(7470701)')
  const opening = open(url)
  const ended = async () => {
    const { rows } = await killer.query(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`,
    )
    return rows.length > 0
  }
  await eventually(ended)
  await other.end()
  await killer.end()
  expect(await (await opening).outbox.counts()).toEqual([])
})

const at = (url: string, change: Partial<Pick<URL, 'pathname' | 'password' | 'port' | 'search'>>) =>
  Object.assign(new URL(url), change).href

it.each([
  ['a wrong password', { password: 'nonsense-word' }, 'refuses the password.'],
  ['a database that is not there', { pathname: '/nowhere' }, 'does not exist. Make it (createdb)'],
  ['a server that is not there', { port: '1' }, 'cannot be reached (ECONNREFUSED).'],
  ['TLS where there is none', { search: '?sslmode=verify-full' }, 'cannot be reached by TLS'],
])('says in one line what to do about %s', async (_, change, says) => {
  const url = at(inject('postgres'), change)
  const { sitrep } = installation({ DATABASE_URL: url, DATABASE_BUSY_MS: '200' })
  const { code, err, out } = await sitrep(['search', 'bergen'])
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(err).toContain(says)
  expect(err).not.toContain(new URL(url).password)
})

it('leaves alone what is not its own, or newer', async () => {
  const other = await databaseForTest({ isBare: true })
  await query(other, 'create table invoices (number integer)')
  await expect(open(other)).rejects.toThrow(`holds tables that are not Sitrep's.`)
  expect(await query(other, `select tablename from pg_tables where schemaname = 'public'`)).toEqual(
    [{ tablename: 'invoices' }],
  )
  const newer = await databaseForTest()
  await query(newer, `insert into kysely_migration values ('9999', '2030-01-01')`)
  await expect(open(newer)).rejects.toThrow('was written by a newer Sitrep (schema 9999).')
})

it('loses no acknowledged write while the database restarts and crashes', async () => {
  const server = await startPostgres({ durable: true })
  onTestFinished(() => server.stop())
  const stores = await Promise.all([open(server.url), open(server.url)])
  const acknowledged: string[] = []
  let attempted = 0
  let isOver = false
  const write = async (store: (typeof stores)[number]): Promise<void> => {
    while (!isOver) {
      const key = `key-${attempted++}`
      const press = { key, invoked: { command: 'brief', options: {} } }
      await store.presses.keep([press], '2026-11-24T09:00:00Z').then(
        () => void acknowledged.push(key),
        // A commit whose answer was lost was not acknowledged.
        () => wait(5),
      )
    }
  }
  const writing = stores.flatMap((store) => [1, 2, 3, 4].map(() => write(store)))
  for (const how of ['fast', 'kill', 'fast'] as const) {
    const before = acknowledged.length
    await expect.poll(() => acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(before + 50)
    await server.restart(how)
  }
  const last = acknowledged.length
  await expect.poll(() => acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(last + 50)
  isOver = true
  await Promise.all(writing)
  const kept = await query<{ key: string }>(server.url, 'select key from press')
  const known = new Set(kept.map(({ key }) => key))
  expect(acknowledged.filter((key) => !known.has(key))).toEqual([])
})

it('reads on while connections are cut', async () => {
  const url = await databaseForTest()
  const store = await open(url)
  const anyone = { kind: 'operator', clearance: 'CLEAR' } as const
  for (let round = 0; round < 5; round++) {
    await query(
      url,
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    expect(await store.count(anyone)).toMatchObject({ briefings: 0 })
  }
})
