/** What the store takes of a correction, message by message, on a platform that takes no time at all. */
import { join } from 'node:path'
import type { ChatPlatform } from '#core/chat'
import type { Store } from '#core/store'
import { planCorrections } from '#engine/corrections/plan'
import { deliver } from '#engine/deliver'
import type { Delivering } from '#engine/delivering'
import { paced } from '#engine/pace'
import { renderMessage } from '#platforms/discord/render/render'
import { openStore } from './build.ts'
import type { Share } from './corrections-results.ts'
import { corrected, firstTold, noteShown } from './corrections-story.ts'
import { publish } from './fanout-digests.ts'
import { rounded } from './fanout-figures.ts'

const workspace = 'desk'
const channels = 500
const quiet = () => undefined
const log = { info: quiet, warn: quiet, error: quiet }

/** Milliseconds for each message, one after another: of the store alone, and of all that Sitrep does. */
export const measureShare = async (folder: string, messages: number, briefings: number) => {
  const opened = await openStore(join(folder, 'share.db'))
  await publish(opened, 0, briefings)
  await opened.publish(workspace, [firstTold()])
  const standing = Array.from({ length: messages }, (_, at) => ({
    channel: `room-${at % channels}`,
    message: `m${at}`,
  }))
  await noteShown(opened, workspace, standing)
  await opened.publish(workspace, [corrected()])
  const clock = { ms: 0 }
  const store = timed(opened, clock)
  const parts = { store, platform: instant, platforms: [instant], log }
  const began = performance.now()
  await planCorrections(parts)
  const planned = performance.now() - began
  const delivering: Delivering = {
    ...{ ...parts, pace: paced(instant.pace), timeoutMs: 1_000 },
    claimant: { by: 'bench', leaseMs: 60_000, quarantineMs: 60_000 },
    ...{ rest: quiet, count: quiet },
  }
  const plannedStore = clock.ms
  let sent = 0
  for (;;) {
    const rows = await store.outbox.ready({ platform: 'discord' }, ready)
    if (rows.length === 0) break
    for (const row of rows) await deliver(delivering, row)
    sent += rows.length
  }
  const all = performance.now() - began
  await opened.close()
  return {
    sent,
    store: {
      planning: rounded(plannedStore / sent),
      sending: rounded((clock.ms - plannedStore) / sent),
    },
    all: { planning: rounded(planned / sent), sending: rounded((all - planned) / sent) },
  } satisfies Share
}

const ready = { most: 100, quarantineMs: 60_000 }

/** Takes everything at once; nothing is asked of it but what corrections need. */
const instant: ChatPlatform = {
  name: 'discord',
  pace: { per: 'bot', start: 1e9, most: 1e9, perChannelMs: 0 },
  render: async (reply, occasion, channel) => renderMessage(reply, channel, occasion).bodies,
  post: async () => ({ kind: 'sent', message: 'new' }),
  edit: async (_, message) => ({ kind: 'sent', message }),
  channelFacts: async (channel) => ({
    ...{ workspace, name: channel, room: channel, roomName: channel, missing: [] },
  }),
} as Partial<ChatPlatform> as ChatPlatform

/** The same store, with the time that is waited for it. */
const timed = (store: Store, clock: { ms: number }): Store =>
  timedIn(store as unknown as Record<string, unknown>, clock) as Store

const timedIn = (part: Record<string, unknown>, clock: { ms: number }): unknown =>
  Object.fromEntries(
    Object.entries(part).map(([name, value]) => {
      if (typeof value === 'object' && value !== null)
        return [name, timedIn(value as Record<string, unknown>, clock)]
      if (typeof value !== 'function') return [name, value]
      const asked = async (...given: unknown[]) => {
        const began = performance.now()
        try {
          return await value(...given)
        } finally {
          clock.ms += performance.now() - began
        }
      }
      return [name, asked]
    }),
  )
