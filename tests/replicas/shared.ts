import { onTestFinished } from 'vitest'
import type { Store } from '#core/store'
import { openStore } from '#stores/open'
import { placeForTest } from '../support/store.ts'

/** One store for several processes: the settings by which they find it, and this process's own way to it. */
export const sharedStore = async () => {
  const place = await placeForTest()
  const env: Record<string, string> = {
    ...(place.kind === 'postgres'
      ? { DATABASE_URL: place.url, DATABASE_POOL: `${place.size}` }
      : { DATABASE_URL: `file:${place.file}` }),
    // One person here asks as much as hundreds would.
    ...{ FAIR_USE_PERSON: '0', FAIR_USE_CHANNEL: '0', FAIR_USE_WORKSPACE: '0' },
  }
  const open = async (): Promise<Store> => {
    const now = () => Temporal.Now.instant()
    const store = await openStore({ place, now, zone: 'Europe/Brussels', busyMs: 5_000 })
    onTestFinished(() => store.close())
    return store
  }
  return { env, open }
}
