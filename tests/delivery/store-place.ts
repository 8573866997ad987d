import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { StorePlace } from '#core/store'
import { openStore } from '#stores/open'
import { keepDiary } from './desk.ts'

export const zone = 'Europe/Brussels'

export type Placed = { place: StorePlace; drop(): Promise<void> }

/** An empty store with a diary: in the PostgreSQL that is named, or that of all tests, or in a file. */
export const placeOfWorld = async (server?: string): Promise<Placed> => {
  const url = server ?? (await serverOfTests())
  return url === undefined ? inFile() : inDatabase(url)
}

/** Tests run over either database: see vitest.config.ts. */
const serverOfTests = async (): Promise<string | undefined> =>
  process.env.TEST_STORE === 'postgres' ? (await import('vitest')).inject('postgres') : undefined

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'sitrep-delivery-'))

const inFile = async (): Promise<Placed> => {
  const folder = newFolder()
  const file = join(folder, 'sitrep.db')
  copyFileSync(await template(), file)
  return {
    place: { kind: 'sqlite', file },
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

const inDatabase = async (url: string): Promise<Placed> => {
  const name = `sitrep_world_${randomUUID().replaceAll('-', '')}`
  await asked(url, `create database ${name}`)
  const address = Object.assign(new URL(url), { pathname: `/${name}` }).href
  const place = { kind: 'postgres', url: address, size: 4, statementTimeoutMs: 30_000 } as const
  await furnish(place)
  return { place, drop: () => asked(url, `drop database ${name} with (force)`) }
}

const asked = async (url: string, statement: string): Promise<void> => {
  const client = new Client(url)
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

let made: Promise<string> | undefined

/** An empty store that is copied for every world. */
const template = (): Promise<string> => {
  made ??= makeTemplate()
  return made
}

const makeTemplate = async (): Promise<string> => {
  const folder = newFolder()
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'sitrep.db')
  await furnish({ kind: 'sqlite', file })
  return file
}

const furnish = async (place: StorePlace): Promise<void> => {
  const store = await openStore({ place, zone, now: () => Temporal.Now.instant(), busyMs: 10_000 })
  const topic = { slug: 'defence-core', name: 'Defence core', scope: 'It', aliases: [] }
  await store.setTopics('', [topic])
  await store.close()
  await keepDiary(place)
}
