import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { openSqlite } from '#stores/sqlite'
import { auditContract } from '../contracts/audit.ts'
import { temporaryFolder } from '../support/folder.ts'
import { emptyStore } from '../support/store.ts'

auditContract('SQLite', emptyStore)

const by = { platform: 'discord', person: 'discord:1', name: 'Ada' }

/** A store on disk with three entries, closed. */
const written = async (): Promise<string> => {
  const file = join(temporaryFolder(), 'sitrep.db')
  const store = await openSqlite({ file, now: () => Temporal.Now.instant(), zone: 'UTC' })
  for (const about of ['1', '2', '3'])
    await store.audit.note({ workspace: 'team', by, kind: 'set a limit', about })
  await store.close()
  return file
}

const verified = async (file: string) => {
  const store = await openSqlite({ file, now: () => Temporal.Now.instant(), zone: 'UTC' })
  const { faults } = await store.audit.verify()
  await store.close()
  return faults
}

const tampered = async (statements: string): Promise<string[]> => {
  const file = await written()
  const db = new DatabaseSync(file)
  db.exec(statements)
  db.close()
  return verified(file)
}

it('is not changed or erased by way of the database either', async () => {
  await expect(tampered("update audit set about = 'x'")).rejects.toThrow('never rewritten')
  await expect(tampered('delete from audit')).rejects.toThrow('never erased')
})

const unlocked = 'drop trigger audit_is_final; drop trigger audit_stays;'

it.for([
  ["update audit set about = 'x' where number = 2", 'entry 2 is not as it was written'],
  ["update audit set at = '2020-01-01T00:00:00Z' where number = 1", 'entry 1 is not as'],
  ["update audit set name = 'Eve' where number = 3", 'entry 3 is not as'],
  ['delete from audit where number = 2', 'entry 2 is missing: after 1 comes 3'],
  ["update audit set workspace = 'other' where number = 3", 'entry 1 is missing: after 0 comes 3'],
] as const)('shows that somebody did: %s', async ([statement, fault]) => {
  expect((await tampered(`${unlocked} ${statement}`)).join()).toContain(fault)
})

it('is whole in a copy', async () => {
  const file = await written()
  const copy = join(temporaryFolder(), 'copy.db')
  copyFileSync(file, copy)
  expect(await verified(copy)).toEqual([])
})
