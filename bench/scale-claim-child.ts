/** A replica that claims what is on its way, and settles it if it is to, as a sender does, without a platform to wait for. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { StorePlace } from '#core/store'
import { claimant, frozenOf, refTo } from '../tests/support/digests.ts'
import type { Work } from './scale-claims.ts'
import { openAt } from './scale-places.ts'

export type Claims = { claimed: string[]; claimMs: number; settleMs: number }

const [, , text = '{}', work = ''] = process.argv
/** What a lane has under way when nobody makes it wait. */
const atOnce = 32
const place = JSON.parse(text) as StorePlace
const store = await openAt(place)
const me = claimant(randomUUID())
const claimed: string[] = []
let claimMs = 0
let settleMs = 0

const one = async (id: string): Promise<void> => {
  const began = performance.now()
  const result = await store.outbox.claim(id, me, frozenOf([refTo('briefing-1')]))
  claimMs += performance.now() - began
  if (result.kind !== 'mine') return
  claimed.push(id)
  if (work === ('claim' satisfies Work)) return
  const sending = performance.now()
  const hold = { id, attempt: result.attempt, by: me.by }
  await store.outbox.settle(hold, { to: 'sent', channel: `in ${id}`, message: id, members: 9 })
  settleMs += performance.now() - sending
}

process.send?.('ready')
await once(process, 'message')
for (;;) {
  const ready = await store.outbox.ready(
    { platform: 'discord' },
    { most: 8 * atOnce, quarantineMs: 60_000 },
  )
  if (ready.length === 0) break
  // Each begins elsewhere, as replicas do that look at the same moment.
  const from = Math.floor(Math.random() * ready.length)
  const queue = [...ready.slice(from), ...ready.slice(0, from)].map(({ id }) => id)
  const work = async (): Promise<void> => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) await one(id)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}
process.send?.({ claimed, claimMs, settleMs } satisfies Claims)
await store.close()
process.disconnect?.()
