import { onTestFinished } from 'vitest'
import type { ChatPlatform } from '#core/chat'
import type { Log } from '#core/log'
import type { Store } from '#core/store'
import { createPlanner, type Planner } from '#engine/planner'
import { type Sender, startSender } from '#engine/sender'
import type { Counted } from '#engine/tally'

type Wish = {
  store: Store
  platforms: readonly ChatPlatform[]
  log: Log
  managers?: readonly string[]
  noticeAfterMs?: number
}

/** Short enough for a test to see a lease end and a quarantine after it. */
export const brisk = {
  leaseMs: 400,
  quarantineMs: 200,
  laneLeaseMs: 1_000,
  timeoutMs: 200,
  pollMs: 20,
}

/** Planner and senders over a store, beating only when told to. */
export const delivering = (
  wish: Wish,
): { planner: Planner; senders: Sender[]; counted: Counted[]; poke(): void } => {
  const { store, platforms, log, managers = [], noticeAfterMs = 240_000 } = wish
  const counted: Counted[] = []
  const holder = 'test'
  const senders = platforms.map((platform) =>
    startSender({
      store,
      platform,
      holder,
      settings: brisk,
      count: (one) => void counted.push(one),
      log,
    }),
  )
  const poke = (): void => {
    for (const sender of senders) sender.poke()
  }
  const planner = createPlanner({
    store,
    platforms,
    managers,
    holder,
    settings: { leaseMs: 10_000, noticeAfterMs },
    planned: () => undefined,
    poke,
    log,
  })
  onTestFinished(async () => {
    await Promise.all(senders.map((sender) => sender.stop()))
  })
  return { planner, senders, counted, poke }
}
