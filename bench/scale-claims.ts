import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { StorePlace } from '#core/store'
import { newDelivery } from '../tests/support/digests.ts'
import type { Claims } from './scale-claim-child.ts'
import { openAt } from './scale-places.ts'

/** What is done with each: a message that is posted is settled too. */
export const works = ['claim and settle', 'claim'] as const
export type Work = (typeof works)[number]

export type Claiming = {
  store: string
  work: Work
  processes: number
  perSecond: number
  /** Deliveries that two have claimed; and milliseconds that one waits for a claim, and for its settlement. */
  doubled: number
  claimMs: number
  settleMs: number
}

/** Deliveries a second through the store, by so many processes at once. */
export const measureClaims = async (
  place: StorePlace,
  work: Work,
  processes: number,
  count: number,
): Promise<Claiming> => {
  await fill(place, count, `${processes} of ${count}`)
  const children = Array.from({ length: processes }, () =>
    fork(fileURLToPath(new URL('./scale-claim-child.ts', import.meta.url)), [
      JSON.stringify(place),
      work,
    ]),
  )
  await Promise.all(children.map((child) => once(child, 'message')))
  const told = children.map((child) => once(child, 'message'))
  const began = performance.now()
  for (const child of children) child.send('go')
  const all = (await Promise.all(told)).map(([found]) => found as Claims)
  const seconds = (performance.now() - began) / 1_000
  const claimed = all.flatMap((one) => one.claimed)
  const mean = (of: 'claimMs' | 'settleMs'): number =>
    Number((all.reduce((sum, one) => sum + one[of], 0) / Math.max(1, claimed.length)).toFixed(2))
  return {
    store: place.kind,
    ...{ work, processes },
    perSecond: Math.round(claimed.length / seconds),
    doubled: claimed.length - new Set(claimed).size,
    claimMs: mean('claimMs'),
    settleMs: mean('settleMs'),
  }
}

/** Deliveries to channels of their own, all due. */
const fill = async (place: StorePlace, count: number, run: string): Promise<void> => {
  const store = await openAt(place)
  const due = (await store.outbox.clock()) - 1_000
  for (let at = 0; at < count; at += 500)
    await store.outbox.add(
      Array.from({ length: Math.min(500, count - at) }, (_, nth) =>
        newDelivery(`${run} ${at + nth}`, due),
      ),
    )
  await store.close()
}
