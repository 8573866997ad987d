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
  const metrics = createMetrics(store)
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
  const { listener } = createMetrics({ outbox: { ...store.outbox, counts } })
  const answered: number[] = []
  const response = { writeHead: (code: number) => ({ end: () => void answered.push(code) }) }
  await listener({} as never, response as never)
  expect(answered).toEqual([503])
})
