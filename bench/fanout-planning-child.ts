/** A fresh process that plans what is due in a store, and tells how long that took and what it held up. */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { StorePlace } from '#core/store'
import { createPlanner } from '#engine/planner'
import type { Idle, Planning } from './fanout-results.ts'
import { figuresOf, longestBlock, timed } from './measure.ts'
import { openAt } from './scale-places.ts'

const [, , place = '', dueAt = '0'] = process.argv
const looks = 50

const store = await openAt(JSON.parse(place) as StorePlace)
const nothing = (): void => undefined
const fail = (): never => {
  throw new Error('something could not be planned')
}
let due = 0
const planner = createPlanner({
  store,
  platforms: [],
  managers: [],
  holder: randomUUID(),
  settings: { leaseMs: 60_000, noticeAfterMs: 240_000 },
  planned: (_, count) => {
    due += count
  },
  poke: nothing,
  log: { info: nothing, warn: nothing, error: fail },
})

const idle = async (): Promise<Idle> => {
  const times: number[] = []
  for (let look = 0; look < looks; look += 1) times.push(await timed(planner.tick))
  const { p50, p95 } = figuresOf(times)
  return { p50, p95, most: Number(Math.max(...times).toPrecision(3)) }
}

// The first looks are slower: statements are prepared, and code is compiled.
await idle()
const before = await idle()
await wait(Math.max(0, Number(dueAt) - Date.now()))
due = 0
const began = performance.now()
const block = await longestBlock(planner.tick)
const seconds = Number(((performance.now() - began) / 1_000).toFixed(2))
const after = await idle()
const told: Omit<Planning, 'digests'> = { due, seconds, block, idle: { before, after } }
process.send!(told)
await planner.stop()
await store.close()
process.disconnect?.()
