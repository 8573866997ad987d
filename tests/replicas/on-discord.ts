import { setTimeout as wait } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { Reply } from '#core/reply'
import type { Store } from '#core/store'
import {
  type Channel,
  type Discord,
  type Interaction,
  startDiscord,
} from '../support/discord/index.ts'
import { eventually } from '../support/eventually.ts'
import { type Serving, serving } from '../support/serving.ts'
import { notice } from './notices.ts'
import { sharedStore } from './shared.ts'

/** As short as a busy machine allows, in milliseconds. */
export const leaseMs = 3_000

/** A Discord whose servers fall to two shards, one channel in each, and the product to be started more than once. */
export const replicasOnDiscord = async (settings: Record<string, string> = {}) => {
  const discord = await startDiscord({ token: 'a-very-secret-token', within: 40_000 })
  onTestFinished(() => discord.stop())
  // The first 42 bits of an id say which shard hears of a server.
  const channels = [1_000n, 1_001n].map((time) => {
    const guild = discord.world.guild('Policy desk', { id: `${time << 22n}` })
    return discord.world.channel(guild, 'policy')
  })
  const shared = await sharedStore()
  const product = serving(discord, {
    ...shared.env,
    LANE_LEASE_MS: `${leaseMs}`,
    HEARTBEAT_SECONDS: '1',
    DISCORD_SHARDS: '2',
    REQUEST_TIMEOUT_MS: '1500',
    LEASE_MS: '2000',
    QUARANTINE_MS: '1000',
    ...settings,
  })
  return { discord, channels: channels as [Channel, Channel], product, open: shared.open }
}

export const serves = (one: Serving): number =>
  one.err().split('a shard is served here').length -
  one.err().split('a shard was handed over').length

export const until = (one: Serving, count: number): Promise<boolean> =>
  eventually(() => serves(one) === count, 40_000)

/** Asks in turns in these channels, without a pause, until it is told to stop. */
export const stream = (discord: Discord, channels: readonly Channel[], everyMs = 37) => {
  const asked: Interaction[] = []
  const enough = new AbortController()
  const reader = discord.person({ name: 'Ben' })
  const asking = (async () => {
    for (let at = 0; !enough.signal.aborted; at += 1) {
      asked.push(await reader.command(channels[at % channels.length]!, 'latest'))
      await wait(everyMs)
    }
  })()
  return {
    asked,
    async more(count: number): Promise<void> {
      const before = asked.length
      await eventually(() => asked.length >= before + count, 40_000)
    },
    /** All that was asked, each once it is answered or nobody came. */
    async end(): Promise<Interaction[]> {
      enough.abort()
      await asking
      await Promise.all(asked.map(({ settled }) => settled.catch(() => undefined)))
      return asked
    },
  }
}

/** Adds notices to these channels in turns; resolves with their keys. */
export const notices = (
  store: Store,
  channels: readonly Channel[],
  count: number,
  document?: Reply,
): Promise<string[]> =>
  Promise.all(
    Array.from({ length: count }, (_, at) => {
      const { id: target, guild } = channels[at % channels.length]!
      const where = { platform: 'discord', workspace: guild!.id, target }
      return notice(store, where, document)
    }),
  )
