import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Store, StorePlace } from '#core/store'
import { openStore } from '#stores/open'
import { temporaryFolder } from './folder.ts'
import { databaseForTest } from './postgres.ts'

/** Tests that are about what Sitrep does run over either database: see vitest.config.ts. */
const isOnPostgres = process.env.TEST_STORE === 'postgres'

/** A place for a store of this test's own. */
export const placeForTest = async (): Promise<StorePlace> =>
  isOnPostgres
    ? { kind: 'postgres', url: await databaseForTest(), size: 4, statementTimeoutMs: 30_000 }
    : { kind: 'sqlite', file: join(temporaryFolder(), 'sitrep.db') }

type Wish = {
  now: () => Temporal.Instant
  zone: string
  clockOffsetMs?: (() => number) | undefined
}

/** An empty store at a place of its own; who opens it closes it. */
export const storeForTest = async ({ now, zone, clockOffsetMs }: Wish): Promise<Store> =>
  openStore({
    ...{ place: await placeForTest(), now, zone, busyMs: 5_000 },
    ...(clockOffsetMs && { clockOffsetMs }),
  })

/** An empty store of this test's own, closed when the test ends. */
export const emptyStore = async (at = '2026-11-24T09:00:00Z'): Promise<Store> => {
  const store = await storeForTest({
    now: () => Temporal.Instant.from(at),
    zone: 'Europe/Brussels',
  })
  onTestFinished(() => store.close())
  return store
}
