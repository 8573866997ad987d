import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { ChatPlatform } from '#core/chat'
import type { Store } from '#core/store'
import { createPlanner } from '#engine/planner'
import { type Sender, startSender } from '#engine/sender'
import type { Config } from './config.ts'
import { startHeartbeat } from './heartbeat.ts'
import type { Metrics } from './metrics.ts'

export type Delivery = {
  /** Something may have been planned. */
  poke(): void
  /** Finishes what is on its way, and lets other processes go on at once. */
  stop(): Promise<void>
}

type Parts = {
  store: Store
  /** This process, by a name that no other has. */
  holder: string
  platforms: readonly ChatPlatform[]
  config: Config
  metrics: Metrics
  log: Logger
}

/** What a lease keeps waiting after its holder has died; planning is renewed with every beat. */
const plannerLeaseBeats = 8

/** The heartbeat: plans what is due and sends what is planned, for as long as this process runs. */
export const startDelivery = (parts: Parts): Delivery => {
  const { store, holder, platforms, config, metrics, log } = parts
  const { heartbeatSeconds, leaseMs, quarantineMs, laneLeaseMs, noticeAfterMs } = config
  const settings = {
    leaseMs,
    quarantineMs,
    laneLeaseMs,
    timeoutMs: config.requestTimeoutMs,
    pollMs: Math.min(1_000, heartbeatSeconds * 1_000),
  }
  const senders = platforms.map(
    (platform): Sender =>
      startSender({ store, platform, holder, settings, count: metrics.delivered, log }),
  )
  const poke = (): void => {
    for (const sender of senders) sender.poke()
  }
  const planner = createPlanner({
    store,
    platforms,
    managers: config.managers,
    holder,
    settings: { leaseMs: plannerLeaseBeats * heartbeatSeconds * 1_000, noticeAfterMs },
    planned: metrics.due,
    poke,
    log,
  })
  const heart = startHeartbeat(heartbeatSeconds, planner.tick, log)
  return {
    poke() {
      poke()
      // What somebody has just published may correct what was shown.
      heart.now()
    },
    async stop() {
      const ended = Promise.all([heart.stop(), ...senders.map((sender) => sender.stop())])
      // What is not finished by then is found again, as after a crash.
      await Promise.race([ended, wait(config.stopWithinMs, undefined, { ref: false })])
      await planner.stop().catch(() => undefined)
    },
  }
}
