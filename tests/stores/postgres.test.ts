import { onTestFinished } from 'vitest'
import type { Store } from '#core/store'
import { openPostgres } from '#stores/postgres'
import { auditContract } from '../contracts/audit.ts'
import { correctionsContract } from '../contracts/corrections.ts'
import { digestsContract } from '../contracts/digests.ts'
import { fairUseContract } from '../contracts/fair-use.ts'
import { onceContract } from '../contracts/once.ts'
import { outboxContract } from '../contracts/outbox.ts'
import { questionsContract } from '../contracts/questions.ts'
import { reachContract } from '../contracts/reach.ts'
import { recordsContract } from '../contracts/records.ts'
import { spellingsContract } from '../contracts/spellings.ts'
import { storeContract } from '../contracts/store.ts'
import { usesContract } from '../contracts/uses.ts'
import { databaseForTest } from '../support/postgres.ts'

type Clock = { now: string }

const open = async (
  url: string,
  clock: Clock,
  clockOffsetMs: () => number = () => 0,
): Promise<Store> => {
  const now = () => Temporal.Instant.from(clock.now)
  const settings = { url, size: 4, statementTimeoutMs: 30_000, busyMs: 5_000 }
  const store = await openPostgres({ ...settings, now, zone: 'Europe/Brussels', clockOffsetMs })
  onTestFinished(() => store.close())
  return store
}

/** A new store with a clock of its own, which can be closed and opened again. */
const opened = async (from = '2026-02-01T09:00:00Z') => {
  const url = await databaseForTest()
  const clock = { now: from }
  const store = await open(url, clock)
  const reopen = async () => {
    await store.close()
    return open(url, clock)
  }
  return { store, clock, reopen }
}

const empty = async (at = '2026-11-24T09:00:00Z') => (await opened(at)).store

const name = 'PostgreSQL'
storeContract(name, opened)
recordsContract(name, opened)
auditContract(name, empty)
correctionsContract(name, empty)
reachContract(name, empty)
usesContract(name, empty)

/** The same with clocks that are the test's. */
const timed = async () => {
  const url = await databaseForTest()
  const clock = { now: '2026-02-01T09:00:00Z' }
  const shift = { ms: 0 }
  const another = () => open(url, clock, () => shift.ms)
  const store = await another()
  const reopen = async () => {
    await store.close()
    return another()
  }
  return { store, clock, shift, another, reopen }
}

digestsContract(name, timed)
onceContract(name, timed)
outboxContract(name, timed)
fairUseContract(name, timed)
questionsContract(name, timed)
spellingsContract(name, timed)
