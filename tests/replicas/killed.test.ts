import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { paragraph, type Reply } from '#core/reply'
import { saying } from '#core/show'
import type { Store } from '#core/store'
import { eventually } from '../support/eventually.ts'
import type { Serving } from '../support/serving.ts'
import { holderOf, isSettled } from './notices.ts'
import { leaseMs, notices, replicasOnDiscord, stream, until } from './on-discord.ts'

/** Two replicas that have a shard each, and a way to both their store and their Discord. */
const two = async () => {
  const on = await replicasOnDiscord()
  const store = await on.open()
  const first = await on.product.start()
  await until(first, 2)
  const second = await on.product.start()
  await until(second, 1)
  await until(first, 1)
  return { ...on, store, both: [first, second] }
}

const onesOf = (discord: Awaited<ReturnType<typeof two>>['discord'], keys: readonly string[]) =>
  keys.map((key) => discord.accepted.filter((one) => one.key === key).length)

const laneHolder = async (store: Store, both: readonly Serving[]): Promise<Serving> =>
  eventually(() => holderOf(store, 'lane/discord', both))

/** SIGSTOP, but not with the store in its hands: SQLite would wait for it without end. */
const freeze = async ({ pid }: Serving, store: Store): Promise<void> => {
  for (;;) {
    process.kill(pid, 'SIGSTOP')
    const late = wait(1_000, false, { ref: false })
    if (await Promise.race([store.leases.take('probe', 'test', 1).catch(() => false), late])) return
    process.kill(pid, 'SIGCONT')
    await wait(50)
  }
}

const metric = async (one: Serving, name: string): Promise<number> => {
  const port = /"port":(\d+)/.exec(one.err())?.[1]
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return Number(new RegExp(`^${name}\\{.*\\} (.*)$`, 'm').exec(text)?.[1] ?? 0)
}

it('takes over from one that is killed: its shard, its lane, and nothing is posted twice or lost', async () => {
  const { discord, channels, store, both } = await two()
  const killed = await laneHolder(store, both)
  const left = both.find((one) => one !== killed)!
  const keys = await notices(store, channels, 40)
  await eventually(() => discord.accepted.length >= 10)
  const began = performance.now()
  await killed.kill()
  await until(left, 2)
  expect(performance.now() - began).toBeLessThan(30_000)
  await eventually(() => isSettled(store), 40_000)
  expect(onesOf(discord, keys).filter((count) => count !== 1)).toEqual([])

  const asking = stream(discord, channels)
  await asking.more(10)
  const asked = await asking.end()
  expect(asked.filter(({ isFailed, messages }) => isFailed || messages.length !== 1)).toEqual([])
  expect(left.err()).toContain('a shard that nobody had is served again')
  expect(await metric(left, 'sitrep_shard_takeovers_total')).toBe(1)
  expect(await metric(left, 'sitrep_shard_away_seconds_total')).toBeGreaterThan(leaseMs / 1_000 / 2)
})

it('does nothing twice when it was frozen past its leases and goes on', async () => {
  const { discord, channels, store, both } = await two()
  const frozen = await laneHolder(store, both)
  const other = both.find((one) => one !== frozen)!
  const keys = await notices(store, channels, 40)
  await eventually(() => discord.accepted.length >= 10)
  await freeze(frozen, store)
  await until(other, 2)
  await eventually(() => isSettled(store), 40_000)
  const more = stream(discord, channels)
  await more.more(20)
  process.kill(frozen.pid, 'SIGCONT')
  keys.push(...(await notices(store, channels, 10)))
  await eventually(() => frozen.err().includes('its lease ran out'))
  await eventually(() => isSettled(store), 40_000)
  await more.more(20)

  const asked = await more.end()
  expect(onesOf(discord, keys).filter((count) => count !== 1)).toEqual([])
  expect(asked.filter(({ isFailed, messages }) => isFailed || messages.length !== 1)).toEqual([])
  expect(discord.acks.length).toBe(asked.length)
})

/** The newest word of each server. */
const wordsIn = async ({ leases }: Store): Promise<Map<string, string>> =>
  new Map(
    (await leases.taken()).flatMap(({ name, holder }) => {
      const [kind, , guild = ''] = name.split('/')
      return kind === 'told' ? [[guild, holder] as const] : []
    }),
  )

it('posts where another hears, by what is so now and not a moment ago', async () => {
  const { discord, channels, store, both } = await two()
  const manager = discord.person({ name: 'Ada', permissions: ['ManageGuild'] })
  for (const channel of channels) await manager.ask(channel, 'tlp set', { label: 'AMBER' })
  const amber: Reply = { ...saying(paragraph('Of some consequence.')), tlp: 'AMBER' }
  const keys = await notices(store, channels, 2, amber)
  await eventually(() => isSettled(store), 40_000)
  expect(onesOf(discord, keys)).toEqual([1, 1])

  // From now on anyone can find and join these servers, and nothing above CLEAR may be posted in them.
  const before = await wordsIn(store)
  for (const { guild } of channels)
    discord.world.changeGuild(guild!, { features: ['DISCOVERABLE'] })
  // Whoever hears of it passes word.
  await eventually(async () => {
    const now = await wordsIn(store)
    return channels.every(({ guild }) => now.get(guild!.id) !== before.get(guild!.id))
  })
  const late = await notices(store, channels, 2, amber)
  await eventually(() => isSettled(store), 40_000)
  expect(onesOf(discord, late)).toEqual([0, 0])
  for (const one of both) expect(one.err()).not.toContain('"level":50')
})

it('goes on at once after a restart on the same machine, without waiting for its leases', async () => {
  const { discord, channels, product } = await replicasOnDiscord({ LANE_LEASE_MS: '60000' })
  const killed = await product.start()
  await until(killed, 2)
  await killed.kill()
  const again = await product.start()
  await until(again, 2)
  const reader = discord.person({ name: 'Ben' })
  expect((await reader.ask(channels[0], 'topics')).messages).toHaveLength(1)
  expect(again.err()).not.toContain('another replica is there')
})
