import { type Alarm, alarm } from './alarm.ts'
import { type Running, runLane } from './lane.ts'
import type { SenderParts } from './sending.ts'

export type { SenderParts, SenderSettings } from './sending.ts'

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
