import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Store } from '#core/store'
import { openSqlite } from '#stores/sqlite'
import { temporaryFolder } from './folder.ts'

/** An empty store of this test's own, closed when the test ends. */
export const emptyStore = async (at = '2026-11-24T09:00:00Z'): Promise<Store> => {
  const now = () => Temporal.Instant.from(at)
  const file = join(temporaryFolder(), 'sitrep.db')
  const store = await openSqlite({ file, now, zone: 'Europe/Brussels' })
  onTestFinished(() => store.close())
  return store
}
