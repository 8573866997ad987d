import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { ChatPlatform, Outcome } from '#core/chat'
import { createPlanner } from '#engine/planner'
import { startSender } from '#engine/sender'
import { startHeartbeat } from '../src/heartbeat.ts'
import { openStore } from './build.ts'
import { correctStory, showEverywhere } from './corrections-story.ts'

/** Milliseconds of ours for each message, and from publishing to the first that goes out. */
export type Alone = { messages: number; perMessage: number; first: number }

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const beatSeconds = 5

/**
 * The same in this process, with a platform that takes everything at once: what is left is the store,
 * composing and planning, and how soon publishing is noticed.
 */
export const measureAlone = async (folder: string, messages: number): Promise<Alone> => {
  mkdirSync(folder)
  const store = await openStore(join(folder, 'sitrep.db'))
  let first: number | undefined
  const { platform, taken } = instant(() => {
    first ??= performance.now()
  })
  await showEverywhere(
    store,
    Array.from({ length: messages }, (_, at) => ({
      ...{ platform: platform.name, workspace: 'desk', channel: `room-${at}`, message: `${at}` },
    })),
  )
  const settings = { leaseMs: 60_000, quarantineMs: 30_000, laneLeaseMs: 15_000 }
  const sender = startSender({
    ...{ store, platform, holder: 'bench', log, count: () => undefined },
    settings: { ...settings, timeoutMs: 15_000, pollMs: 1_000 },
  })
  const planner = createPlanner({
    ...{ store, platforms: [platform], managers: [], holder: 'bench', log },
    settings: { leaseMs: 60_000, noticeAfterMs: 240_000 },
    planned: () => undefined,
    poke: sender.poke,
  })
  const heart = startHeartbeat(beatSeconds, planner.tick, log)
  const began = performance.now()
  await correctStory(store)
  heart.now()
  // Each channel gets its post beside the change of its message.
  while (taken() < 2 * messages) await wait(10)
  const ended = performance.now()
  await heart.stop()
  await sender.stop()
  await store.close()
  return {
    messages: 2 * messages,
    perMessage: (ended - began) / (2 * messages),
    first: (first ?? Number.NaN) - began,
  }
}

const instant = (used: () => void) => {
  let count = 0
  const take = async (): Promise<Outcome> => {
    used()
    count += 1
    return { kind: 'sent', message: `m${count}` }
  }
  const platform: Partial<ChatPlatform> = {
    name: 'bench',
    pace: { per: 'bot', start: 400, most: 400, perChannelMs: 0 },
    render: async ({ headline, blocks }) => [{ text: JSON.stringify([headline, blocks]) }],
    post: take,
    edit: take,
    isUp: () => true,
    channelFacts: async (channel) => ({
      ...{ workspace: 'desk', name: channel, room: channel, roomName: channel, missing: [] },
    }),
  }
  return { platform: platform as ChatPlatform, taken: () => count }
}
