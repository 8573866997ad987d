import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openSqlite } from '#stores/sqlite'
import type { Timed } from '../contracts/digests.ts'
import { temporaryFolder } from '../support/folder.ts'

/** A fresh, empty SQLite store whose clocks are the test's. */
export const openTimed = async (): Promise<Timed & { file: string }> => {
  const file = join(temporaryFolder(), 'sitrep.db')
  const clock = { now: '2026-02-01T09:00:00Z' }
  const shift = { ms: 0 }
  const another = async () => {
    const store = await openSqlite({
      file,
      now: () => Temporal.Instant.from(clock.now),
      zone: 'Europe/Brussels',
      clockOffsetMs: () => shift.ms,
    })
    onTestFinished(() => store.close())
    return store
  }
  const store = await another()
  const reopen = async () => {
    await store.close()
    return another()
  }
  return { file, store, clock, shift, another, reopen }
}
