import type { ChatPlatform } from '#core/chat'
import type { Log } from '#core/log'
import type { Store } from '#core/store'
import { type Alarm, alarm } from './alarm.ts'
import { type Running, runLane } from './lane.ts'
import type { Count } from './tally.ts'

/** All in milliseconds. */
export type SenderSettings = {
  /** How long a claim is its process's own, and how long after that nobody touches it: a late request may still arrive. */
  leaseMs: number
  quarantineMs: number
  /** How long a lane stays a process's own after it was last renewed. */
  laneLeaseMs: number
  /** How long one request may take; shorter than a lease. */
  timeoutMs: number
  /** How often to look for something to send. */
  pollMs: number
}

export type SenderParts = {
  store: Store
  platform: ChatPlatform
  /** This process, by a name that no other has. */
  holder: string
  settings: SenderSettings
  count: Count
  log: Log
}

export type Sender = {
  /** There may be something new to send. */
  poke(): void
  /** Finishes what is on its way, and gives its lanes up. */
  stop(): Promise<void>
}

/** Sends everything that is on its way to one platform: one lane for the bot, or one for each workspace. */
export const startSender = (parts: SenderParts): Sender => {
  const { store, platform, settings, log } = parts
  const bell: Alarm = alarm()
  const lanes = new Map<string, Running>()
  let isStopping = false

  const laneFor = (workspace: string): Running =>
    runLane(parts, {
      platform: platform.name,
      ...(platform.pace.per === 'workspace' && { workspace }),
    })
  const look = async (): Promise<void> => {
    const workspaces =
      platform.pace.per === 'bot' ? [''] : await store.outbox.workspaces(platform.name)
    for (const workspace of workspaces)
      if (!lanes.has(workspace) && !isStopping) lanes.set(workspace, laneFor(workspace))
    for (const [workspace, lane] of lanes) {
      if (workspaces.includes(workspace) || !lane.isIdle()) continue
      lanes.delete(workspace)
      void lane.stop()
    }
  }
  const loop = async (): Promise<void> => {
    while (!isStopping) {
      await look().catch((error) => log.error({ err: error }, 'what is to be sent was not read'))
      await bell.wait(settings.pollMs)
    }
  }
  const looping = loop()

  return {
    poke() {
      bell.ring()
      for (const lane of lanes.values()) lane.poke()
    },
    async stop() {
      isStopping = true
      bell.ring()
      await looping
      await Promise.all([...lanes.values()].map((lane) => lane.stop()))
    },
  }
}
