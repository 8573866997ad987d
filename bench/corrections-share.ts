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
const inEach = 10
const quiet = () => undefined
const log = { info: quiet, warn: quiet, error: quiet }

/** Milliseconds for each message: one after another, and with as many on their way as in a lane. */
export const measureShare = async (
  folder: string,
  messages: number,
  briefings: number,
): Promise<Share> => {
  const alone = await measure(join(folder, 'alone.db'), { messages, briefings, together: 1 })
  const lane = await measure(join(folder, 'lane.db'), { messages, briefings, together: inLane })
  return { sent: alone.sent, alone, lane }
}

/** What a lane of 45 a second has on its way at a time. */
const inLane = 23

type Wish = { messages: number; briefings: number; together: number }

const measure = async (file: string, { messages, briefings, together }: Wish) => {
  const opened = await openStore(file)
  await publish(opened, 0, briefings)
  await opened.publish(workspace, [firstTold()])
  const standing = Array.from({ length: messages }, (_, at) => ({
    channel: `room-${at % Math.round(messages / inEach)}`,
    message: `m${at}`,
  }))
  await noteShown(opened, workspace, standing)
  await opened.publish(workspace, [corrected()])
  const clock = { ms: 0 }
  const store = timed(opened, clock)
  const parts = { store, platform: instant, platforms: [instant], log }
  const began = performance.now()
  await planCorrections(parts)
  const planned = performance.now()
  const delivering: Delivering = {
    ...{ ...parts, pace: paced(instant.pace), timeoutMs: 1_000 },
    claimant: { by: 'bench', leaseMs: 60_000, quarantineMs: 60_000 },
    ...{ rest: quiet, count: quiet },
  }
  const before = clock.ms
  let sent = 0
  for (;;) {
    const rows = await store.outbox.ready({ platform: 'discord' }, ahead)
    if (rows.length === 0) break
    for (let from = 0; from < rows.length; from += together)
      await Promise.all(rows.slice(from, from + together).map((row) => deliver(delivering, row)))
    sent += rows.length
  }
  const sending = performance.now() - planned
  await opened.close()
  return {
    sent,
    planning: rounded((planned - began) / sent),
    sending: rounded(sending / sent),
    // Of several at once, each waits while others are served.
    waited: rounded((clock.ms - before) / sent),
  }
}

/** As many as a lane reads ahead. */
const ahead = { most: 46, quarantineMs: 60_000 }

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
