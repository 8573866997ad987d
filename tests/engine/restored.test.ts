import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ChatPlatform } from '#core/chat'
import { maybeSince } from '#core/restored'
import type { Store, StorePlace } from '#core/store'
import { openStore } from '#stores/open'
import { change, type Made, publication } from '../support/briefings.ts'
import { delivering } from '../support/delivering.ts'
import { newDigest } from '../support/digests.ts'
import { eventually } from '../support/eventually.ts'
import { temporaryFolder } from '../support/folder.ts'
import { onDiscord } from '../support/on-discord.ts'
import { inTeam } from '../support/on-slack.ts'
import { databaseForTest } from '../support/postgres.ts'
import { textOf } from '../support/slack/index.ts'
import { placeForTest } from '../support/store.ts'

const dayMs = 86_400_000
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** A channel of a chat platform of our own, and how many messages of the bot's stand in it and its threads. */
type Channel = {
  platform: ChatPlatform
  /** A new process, which remembers nothing. */
  again(): Promise<ChatPlatform>
  workspace: string
  target: string
  count(): number
  texts(): string
}

/** What has been posted long ago, Discord does not know by its nonce any more. */
const onDiscordChannel = async (): Promise<Channel> => {
  const { discord, platform, again } = await onDiscord({ discord: { nonceFor: 0 } })
  const guild = discord.world.guild('Policy desk')
  const channel = discord.world.channel(guild, 'policy')
  const own = () =>
    [channel, ...[...discord.world.channels.values()].filter((one) => one.parent === channel)]
      .flatMap((one) => discord.messages(one))
      .filter(({ author }) => author.id === discord.bot.id)
  return {
    ...{ platform, again, workspace: guild.id, target: channel.id },
    count: () => own().length,
    texts: () => JSON.stringify(own()),
  }
}

const onSlackChannel = async (): Promise<Channel> => {
  const { slack, platform, again, team, channel } = await inTeam()
  const own = () => slack.messages(channel).filter(({ author }) => author === team.bot)
  return {
    ...{ platform, again, workspace: team.id, target: `${team.id}/${channel.id}` },
    count: () => own().length,
    texts: () => own().map(textOf).join('\n'),
  }
}

/** A backup of a store that is closed after it. */
const backedUp = async (place: StorePlace, { store, lose }: Working): Promise<StorePlace> => {
  if (place.kind === 'postgres') {
    await lose()
    return { ...place, url: await databaseForTest({ copyOf: place.url }) }
  }
  const file = join(temporaryFolder(), 'backup.db')
  await store.backup(file)
  await lose()
  return { kind: 'sqlite', file }
}

type Working = Awaited<ReturnType<typeof working>>

/** A store at a place, with what sends from it, until it is lost. */
const working = async (place: StorePlace, { platform }: Channel, offset: () => number) => {
  const now = () => Temporal.Now.instant().add({ milliseconds: offset() })
  const settings = { place, now, zone: 'Europe/Brussels', busyMs: 5_000 }
  const store = await openStore({ ...settings, clockOffsetMs: offset })
  let isOpen = true
  // Senders are stopped once more when the test ends, and a store that is closed does not answer.
  const release: Store['leases']['release'] = async (name, holder) =>
    isOpen ? store.leases.release(name, holder) : undefined
  const { planner, senders, poke } = delivering({
    ...{ store: { ...store, leases: { ...store.leases, release } }, platforms: [platform], log },
  })
  const lose = async () => {
    if (!isOpen) return
    await Promise.all(senders.map((sender) => sender.stop()))
    await planner.stop()
    isOpen = false
    await store.close()
  }
  onTestFinished(lose)
  const settled = async () => {
    for (let beats = 0; beats < 3; beats += 1) {
      await planner.tick()
      poke()
      await eventually(async () => {
        const page = { offset: 0, limit: 1 }
        return (await store.outbox.list({ states: ['planned', 'sending'] }, page)).total === 0
      })
    }
  }
  return { store, settled, lose }
}

/** A minute of the day that has just passed, and so has on every day from now on. */
const aMomentAgo = (): number => (Math.floor(Date.now() / 60_000) + 1_438) % 1_440

const publish = (store: Store, ...made: Made[]) => store.publish('', made.map(publication))
const one = { slug: 'one', title: 'One is reported' }
const two = { slug: 'two', title: 'Two is reported' }
const corrected = { ...one, changes: [change(2, 'correction', '2026-01-16')] }

/** An edition went out, a backup was written, then came another edition and a correction, and all was lost. */
const lost = async (channel: Channel) => {
  // The platforms live today: no message may be older there than its slot is here.
  let ms = -3 * dayMs
  const offset = () => ms
  const place = await placeForTest()
  const first = await working(place, channel, offset)
  const { workspace, target, platform } = channel
  const daily = { schedule: { times: [aMomentAgo()] }, zone: 'UTC' }
  const digest = newDigest({ ...daily, platform: platform.name, workspace, target })
  await first.store.digests.add(digest)
  await publish(first.store, one)
  ms += dayMs
  await first.settled()
  const backup = await backedUp(place, first)
  const second = await working(place, channel, offset)
  await publish(second.store, two, corrected)
  ms += dayMs
  await second.settled()
  await second.lose()
  await platform.stop()
  const again = await working(backup, { ...channel, platform: await channel.again() }, offset)
  return {
    ...again,
    nextDay: () => {
      ms += dayMs
    },
  }
}

const editions = async (store: Store) => {
  const { items } = await store.digests.history('d1', { offset: 0, limit: 10 })
  return items.map(({ state, why }) => why ?? state)
}

describe.each([
  ['Discord', onDiscordChannel],
  ['Slack', onSlackChannel],
] as const)('a backup that was put back, on %s', (_, open) => {
  it('posts nothing a second time, and goes on the next day', async () => {
    const channel = await open()
    const { store, settled, nextDay } = await lost(channel)
    const before = channel.count()
    expect(before).toBeGreaterThanOrEqual(4)
    expect((await store.outbox.restored()).planned).toBe(0)
    // The folder of briefings brings them again.
    await publish(store, two, corrected)
    await settled()
    expect(channel.count()).toBe(before)
    expect(await editions(store)).toEqual(['sent', 'sent'])
    nextDay()
    await publish(store, { slug: 'three', title: 'Three is reported' })
    await settled()
    expect(channel.texts()).toContain('Three is reported')
    expect(await editions(store)).toEqual(['sent', 'sent', 'sent'])
  })

  it('would post the same again if nobody said so', async () => {
    const channel = await open()
    const { store, settled } = await lost(channel)
    const before = channel.count()
    await publish(store, two, corrected)
    await settled()
    expect(channel.count()).toBeGreaterThan(before)
  })

  it('posts what the lost store had not sent', async () => {
    const channel = await open()
    const { store, settled, nextDay } = await lost(channel)
    nextDay()
    await publish(store, { slug: 'three', title: 'Three is reported' })
    await store.outbox.restored()
    const before = channel.count()
    await settled()
    expect(channel.count()).toBeGreaterThan(before)
    expect(channel.texts()).toContain('Three is reported')
  })
})

describe('what may have been sent before', () => {
  const restored = { since: 1_000, at: 5_000 }
  const hour = 3_600_000
  it.each([
    ['edition', 4_999, 4_999],
    ['edition', 5_000, undefined],
    ['correction', 5_000 + hour - 1, 1_000],
    ['correction', 5_000 + hour, undefined],
    ['notice', 500, 500],
    ['alert', 4_000, 4_000],
    ['alert', 5_000, undefined],
  ] as const)('%s, due at %d: %s', (cause, due, since) => {
    expect(maybeSince({ cause, due }, restored)).toBe(since)
    expect(maybeSince({ cause, due }, undefined)).toBeUndefined()
  })
})
