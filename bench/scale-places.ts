import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Store, StorePlace } from '#core/store'
import { moveStore } from '#stores/move'
import { openStore } from '#stores/open'
import { startPostgres } from '../tests/support/postgres-server.ts'
import { buildStore } from './build.ts'
import { buildPlainFts } from './plain-fts.ts'

/** The same briefings in a file and in PostgreSQL. */
export type Pair = {
  size: number
  file: string
  plain: string
  sqlite: StorePlace
  postgres: Database
}

export type Server = { url: string; stop(): Promise<void> }

export const openAt = (place: StorePlace): Promise<Store> =>
  openStore({ place, now: () => Temporal.Now.instant(), zone: 'Europe/Brussels', busyMs: 10_000 })

/** The one that is named, or one of this run's own, as durable as it is when it is installed. */
export const serverAt = async (url: string | undefined): Promise<Server> =>
  url ? { url, stop: async () => undefined } : startPostgres({ durable: true })

type Database = Extract<StorePlace, { kind: 'postgres' }>

export const databaseAt = (url: string, name: string): Database => ({
  kind: 'postgres',
  url: Object.assign(new URL(url), { pathname: `/${name}` }).href,
  ...{ size: 10, statementTimeoutMs: 0 },
})

/** A new database; false where there is one of that name. */
export const makeDatabase = async (url: string, name: string): Promise<boolean> => {
  const client = new Client(url)
  await client.connect()
  try {
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (rows.length === 0) await client.query(`create database ${name}`)
    return rows.length === 0
  } finally {
    await client.end()
  }
}

/** Builds what is missing of a pair. */
export const pairOf = async (folder: string, server: Server, size: number): Promise<Pair> => {
  const file = join(folder, `store-${size}.db`)
  const plain = join(folder, `plain-${size}.db`)
  const name = `sitrep_bench_${size}`
  if (!existsSync(plain)) {
    await buildStore(folder, file, size)
    buildPlainFts(file, plain)
  }
  const postgres = databaseAt(server.url, name)
  await makeDatabase(server.url, name)
  if (await isEmpty(postgres)) {
    await moveStore({ file, url: postgres.url, busyMs: 10_000, told: () => undefined })
    await settled(postgres)
  }
  return { size, file, plain, sqlite: { kind: 'sqlite', file }, postgres }
}

/** Nothing, or a part of what is to be there. */
const isEmpty = async ({ url }: Database): Promise<boolean> => {
  const client = new Client(url)
  await client.connect()
  const { rows } = await client
    .query(
      `select to_regclass('revision') is null or to_regclass('moving') is not null as "isEmpty"`,
    )
    .finally(() => client.end())
  return rows[0]?.isEmpty === true
}

/** What PostgreSQL does by itself within a minute or so of a large import. */
const settled = async ({ url }: Database): Promise<void> => {
  const client = new Client(url)
  await client.connect()
  await client.query('vacuum analyze').finally(() => client.end())
}
