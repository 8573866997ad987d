import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import type { Reply } from '#core/reply'
import type { Received } from '#core/room'
import { openSqlite } from '#stores/sqlite'
import { recordsContract } from '../contracts/records.ts'
import {
  arrivedAs,
  claimed,
  frozenOf,
  newDigest,
  occurrence,
  planOf,
  readerOf,
} from '../support/digests.ts'
import { temporaryFolder } from '../support/folder.ts'

const clock = { now: '2026-02-01T09:00:00Z' }

const open = async (file = join(temporaryFolder(), 'sitrep.db')) => {
  const now = () => Temporal.Instant.from(clock.now)
  const store = await openSqlite({ file, now, zone: 'Europe/Brussels' })
  onTestFinished(() => store.close())
  return { store, file }
}

recordsContract('SQLite', async () => {
  const { store, file } = await open()
  const reopen = async () => {
    await store.close()
    return (await open(file)).store
  }
  return { store, clock, reopen }
})

/** Every row of every table, as text. */
const held = (file: string): string => {
  const database = new DatabaseSync(file, { readOnly: true })
  onTestFinished(() => database.close())
  const tables = database.prepare("select name from sqlite_master where type = 'table'").all()
  return tables
    .map(({ name }) => JSON.stringify(database.prepare(`select * from "${name}"`).all()))
    .join('\n')
}

const message: Received = {
  platform: 'discord',
  id: 'm1',
  workspace: '',
  channel: 'dm',
  person: 'discord:77',
  name: 'Ada Lovelace',
  isDirect: true,
  text: 'Where is the walrus?',
  files: [{ name: 'walrus.md', url: 'https://example.org/walrus' }],
  at: '2026-01-01T08:00:00Z',
}

it('holds no word of a message that is closed', async () => {
  const { store, file } = await open()
  await store.inbox.receive(message)
  expect(held(file)).toContain('walrus')
  await store.inbox.close('discord', 'm1', 'answered')
  expect(held(file)).not.toContain('walrus')
})

it('holds neither id, name nor word of somebody it has forgotten, in any table', async () => {
  const { store, file } = await open()
  const { person, at } = message
  const beforeAll = { workspace: 'team', platform: 'discord', channel: 'policy', at }
  const alone = { ...beforeAll, person }
  const ref = { workspace: '', briefing: 'one', revision: 1 }
  const showing = { owner: '', briefing: 'one', revision: 1, command: 'brief' }
  const reply: Reply = { kind: 'reply', blocks: [], shows: [ref] }
  for (const answer of ['alone', 'before all', 'unsent'])
    await store.recordShown([{ ...alone, ...showing, answer }])
  await store.recordSent({ ...alone, answer: 'alone', messages: ['m2'], reply })
  await store.recordSent({ ...beforeAll, answer: 'before all', messages: ['m3'], reply })
  await store.inbox.receive(message)
  await store.people.use(person, 'team')
  expect(held(file).match(/discord:77/g)).toHaveLength(6)
  const digest = await store.digests.add(newDigest({ target: person, person, setBy: person }))
  const now = await store.outbox.clock()
  await store.digests.plan([planOf(digest, now, occurrence('e1', now), occurrence('e2', now))])
  const frozen = frozenOf([ref], { holding: { viewer: readerOf('team'), refs: [] } })
  await store.outbox.settle(await claimed(store, 'e1', frozen), arrivedAs('m4'))
  expect(held(file).match(/discord:77/g)?.length).toBeGreaterThan(12)
  await store.people.forget(person)
  expect(held(file)).not.toMatch(/discord:77|Lovelace|walrus/)
})
