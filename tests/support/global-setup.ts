import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { openPostgres } from '#stores/postgres'
import { startPostgres } from './postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL for tests, as whoever may make databases there. */
    postgres: string
    /** A database there with an empty store, to be copied. */
    template: string
  }
}

/** One PostgreSQL for all tests: that of TEST_DATABASE_URL, or one that is started here. */
export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const given = process.env.TEST_DATABASE_URL
  const server = given ? undefined : await startPostgres()
  const url = given ?? server?.url ?? ''
  const template = `sitrep_template_${process.pid}`
  await asked(url, `create database ${template}`)
  const store = await openPostgres({
    ...{ url: databaseOf(url, template), size: 2, statementTimeoutMs: 30_000, busyMs: 10_000 },
    ...{ now: () => Temporal.Now.instant(), zone: 'UTC' },
  })
  await store.close()
  provide('postgres', url)
  provide('template', template)
  return async () => {
    if (given) await asked(url, `drop database ${template}`)
    await server?.stop()
  }
}

const databaseOf = (url: string, name: string): string =>
  Object.assign(new URL(url), { pathname: `/${name}` }).href

const asked = async (url: string, statement: string): Promise<void> => {
  const client = new Client(url)
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
