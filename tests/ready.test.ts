import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { lanesOf, partsOf, readiness } from '#src/ready'
import { openSqlite } from '#stores/sqlite'
import { temporaryFolder } from './support/folder.ts'

const opened = async () => {
  const file = join(temporaryFolder(), 'sitrep.db')
  const now = () => Temporal.Now.instant()
  const store = await openSqlite({ file, now, zone: 'UTC' })
  onTestFinished(() => store.close())
  return { file, store, parts: partsOf({ store }, { database: { kind: 'sqlite', file } }) }
}

it('is ready while the store answers from the file that is there', async () => {
  const { parts } = await opened()
  expect(await readiness(parts)).toEqual({ store: true, 'store file': true })
})

it.each([
  ['deleted', (file: string) => rmSync(file)],
  ['moved', (file: string) => renameSync(file, `${file}.moved`)],
])('names the file of a store that was %s under it', async (_, befall) => {
  const { file, parts } = await opened()
  befall(file)
  expect(await readiness(parts)).toMatchObject({ 'store file': false })
})

it('knows another file in the same place', async () => {
  const { file, parts } = await opened()
  renameSync(file, `${file}.moved`)
  const another = await openSqlite({ file, now: Temporal.Now.instant, zone: 'UTC' })
  onTestFinished(() => another.close())
  expect(await readiness(parts)).toMatchObject({ 'store file': false })
})

it('takes a part that cannot be told for one that cannot work', async () => {
  const parts = {
    store: () => Promise.reject(new Error('the database is away')),
    discord: () => true,
    slack: () => {
      throw new Error('gone')
    },
  }
  expect(await readiness(parts)).toEqual({ store: false, discord: true, slack: false })
})

it('needs somebody alive who plans, and who sends for each bot', async () => {
  const { store } = await opened()
  const platforms = [
    { name: 'discord', pace: { per: 'bot' } },
    { name: 'slack', pace: { per: 'workspace' } },
  ] as const
  const lanes = lanesOf({ store }, platforms, 0)
  expect(await lanes()).toBe(false)
  await store.leases.take('planner', 'one', 60_000)
  expect(await lanes()).toBe(false)
  await store.leases.take('lane/discord', 'another', 60_000)
  expect(await lanes()).toBe(true)
  await store.leases.release('lane/discord', 'another')
  await store.leases.take('lane/discord', 'dead', 0)
  expect(await lanes()).toBe(false)
  // One may be on its way to take over.
  expect(await lanesOf({ store }, platforms, 60_000)()).toBe(true)
})
