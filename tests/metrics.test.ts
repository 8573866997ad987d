import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createMetrics } from '#src/metrics'
import { openSqlite } from '#stores/sqlite'
import { newDelivery } from './support/digests.ts'
import { temporaryFolder } from './support/folder.ts'

const counting = async () => {
  const now = () => Temporal.Now.instant()
  const store = await openSqlite({ file: join(temporaryFolder(), 'sitrep.db'), now, zone: 'UTC' })
  const metrics = createMetrics(store, [{ name: 'latest' }])
  const server = createServer(metrics.listener)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await store.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`
  return { store, metrics, read: async () => (await fetch(url)).text() }
}

it('counts by platform what was due, what became of it, how late, and how often it was tried again', async () => {
  const { metrics, read } = await counting()
  metrics.due('slack', 3)
  const one = { platform: 'slack', cause: 'edition', lateMs: 4_000 } as const
  metrics.delivered({ ...one, outcome: 'open', attempt: 1 })
  metrics.delivered({ ...one, outcome: 'sent', attempt: 2 })
  const text = await read()
  expect(text).toContain('sitrep_editions_due_total{platform="slack"} 3')
  expect(text).toContain(
    'sitrep_deliveries_total{platform="slack",cause="edition",outcome="sent"} 1',
  )
  expect(text).toContain('sitrep_delivery_retries_total{platform="slack",cause="edition"} 1')
  expect(text).toMatch(
    /sitrep_delivery_late_seconds_bucket\{le="5",platform="slack",cause="edition"\} 1/,
  )
  expect(text).toContain('sitrep_delivery_late_seconds_count{platform="slack",cause="edition"} 1')
})

it('tells how deliveries stand, and how long the oldest has been due', async () => {
  const { store, read } = await counting()
  const now = await store.outbox.clock()
  await store.outbox.add([newDelivery('a', now - 90_000), newDelivery('b', now)])
  const text = await read()
  expect(text).toContain('sitrep_deliveries{platform="discord",state="planned"} 2')
  const [, overdue] =
    text.match(/sitrep_delivery_overdue_seconds\{platform="discord"\} (\S+)/) ?? []
  expect(Number(overdue)).toBeGreaterThanOrEqual(90)
})

it('says that it cannot where the store does not answer', async () => {
  const { store } = await counting()
  const counts = () => Promise.reject(new Error('the store is locked'))
  const { listener } = createMetrics({ ...store, outbox: { ...store.outbox, counts } })
  const answered: number[] = []
  const response = { writeHead: (code: number) => ({ end: () => void answered.push(code) }) }
  await listener({} as never, response as never)
  expect(answered).toEqual([503])
})

it('counts commands by name and outcome, and never by what somebody wrote', async () => {
  const { metrics, read } = await counting()
  const one = { platform: 'slack', outcome: 'reply', ms: 300 }
  metrics.answered({ ...one, command: 'latest' })
  metrics.answered({ ...one, command: 'the secret walrus' })
  metrics.acked({ command: 'latest', platform: 'slack', ms: 40 })
  const text = await read()
  expect(text).toContain(
    'sitrep_commands_total{command="latest",platform="slack",outcome="reply"} 1',
  )
  expect(text).toContain('sitrep_commands_total{command="none",platform="slack",outcome="reply"} 1')
  expect(text).toContain(
    'sitrep_command_seconds_bucket{le="0.5",command="latest",platform="slack"} 1',
  )
  expect(text).toContain('sitrep_ack_seconds_bucket{le="0.05",command="latest",platform="slack"} 1')
  expect(text).not.toContain('walrus')
})

it('times calls to the store by part, and names nothing that stands in it', async () => {
  const { metrics, read } = await counting()
  await metrics.store.outbox.clock()
  await metrics.store.briefing(
    { kind: 'channel', workspace: '', channel: '', clearance: 'CLEAR' },
    'walrus',
  )
  expect(await Array.fromAsync(metrics.store.records())).toEqual([])
  const fault = { to: 'unknown', why: '' } as const
  await metrics.store.outbox.settle({ id: 'walrus', attempt: 1, by: 'me' }, fault)
  const text = await read()
  expect(text).toContain('sitrep_store_call_seconds_count{part="outbox",outcome="done"} 2')
  expect(text).toContain('sitrep_store_call_seconds_count{part="briefing",outcome="done"} 1')
  expect(text).not.toContain('walrus')
})

it('tells what is held, by what it is for, and what the process does', async () => {
  const { store, metrics, read } = await counting()
  await store.leases.take('planner', 'me', 60_000)
  for (const team of ['T1', 'T2']) await store.leases.take(`lane/slack/${team}`, 'me', 60_000)
  await store.leases.take('lane/discord', 'gone', 0)
  for (const one of ['vm:1', 'vm:2']) await store.leases.take(`replica/${one}`, one, 60_000)
  metrics.watchProcess()
  const text = await read()
  expect(text).toContain('sitrep_leases{of="planner"} 1')
  expect(text).toContain('sitrep_leases{of="lane/slack"} 2')
  expect(text).toContain('sitrep_leases{of="replica"} 2')
  expect(text).not.toMatch(/lane\/discord|T1|vm:/)
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds')
})
