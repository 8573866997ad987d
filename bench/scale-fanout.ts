import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Store, StorePlace } from '#core/store'
import { type Bot, startBot } from './chat-bot.ts'
import { dailyAt, makeDigests, minuteIn, publish, publishForAll, zone } from './fanout-digests.ts'
import type { Plan, Ready } from './fanout-discord-server.ts'
import { type Figures, figuresOf, rounded, type Sent } from './fanout-figures.ts'
import { startProgram } from './fanout-process.ts'
import { openAt } from './scale-places.ts'

/** A process that was killed in the middle; seconds until another posted, and until all shards were another's. */
export type Killed = { posting: number; listening: number }

export type Failover = Pick<Figures, 'requests' | 'perSecond' | 'tooMany' | 'lost' | 'twice'> & {
  replicas: number
  channels: number
  killed: Killed[]
}

const replicas = 4
const shards = 4
const briefings = 1_000
const news = 3
const lookMs = 100
/** Longer than any lease. */
const patienceMs = 60_000

/** Has digests come due in all channels at once, and kills whoever posts them, three times. */
export const measureFailover = async (
  place: Extract<StorePlace, { kind: 'postgres' }>,
  scratch: string,
  channels: number,
): Promise<Failover> => {
  const folder = join(scratch, 'failover')
  mkdirSync(folder)
  const platform = await startProgram<Plan, Ready, Sent[]>(
    new URL('./fanout-discord-server.ts', import.meta.url),
    { channels },
  )
  const { settings, places, large } = platform.ready
  const store = await openAt(place)
  await publish(store, 0, briefings)
  // Four processes start on two cores.
  const due = minuteIn(60_000)
  const schedule = dailyAt(due, zone)
  await makeDigests(store, places, () => ({ schedule, zone, sendsEmpty: true }))
  await publishForAll(store, briefings, news)
  const start = (): Bot =>
    startBot({
      ...{ name: 'sitrep', file: join(folder, 'none.db') },
      settings: { ...settings, DATABASE_URL: place.url, DISCORD_SHARDS: `${shards}` },
      plain: new URL('./discord-plain.ts', import.meta.url),
    })
  const bots = Array.from({ length: replicas }, start)
  for (const { ended } of bots) ended.catch(() => undefined)
  await wait(Math.max(0, due - Date.now()))
  const kills: { at: number; listening: number }[] = []
  for (const share of [0.2, 0.4, 0.6]) {
    await until(async () => (await statesOf(store)).sent >= channels * share)
    const victim = await senderAmong(store, bots)
    if (!victim) break
    const at = Date.now()
    await victim.kill()
    bots.splice(bots.indexOf(victim), 1, start())
    for (const { ended } of bots) ended.catch(() => undefined)
    await until(async () => (await shardsOf(store, bots)) === shards)
    kills.push({ at, listening: rounded((Date.now() - at) / 1_000) })
  }
  await until(async () => (await statesOf(store)).open === 0)
  const sent = await platform.tell()
  const { requests, perSecond, tooMany, lost, twice } = figuresOf(sent, {
    ...{ due, places, large, doubtful: undefined, alerts: new Set() },
  })
  const killed = kills.map(({ at, listening }) => ({ posting: backAfter(sent, at), listening }))
  await Promise.all(bots.map((bot) => bot.stop()))
  await platform.stop()
  await store.close()
  return { ...{ requests, perSecond, tooMany, lost, twice }, replicas, channels, killed }
}

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  const began = performance.now()
  while (!(await isSo())) {
    if (performance.now() - began > 10 * patienceMs) throw new Error('it took too long')
    await wait(lookMs)
  }
}

const statesOf = async ({ outbox }: Store): Promise<{ sent: number; open: number }> => {
  const counts = await outbox.counts()
  const of = (...states: string[]) =>
    counts.reduce((sum, { state, count }) => sum + (states.includes(state) ? count : 0), 0)
  return { sent: of('sent'), open: of('planned', 'sending') }
}

const senderAmong = async ({ leases }: Store, bots: readonly Bot[]): Promise<Bot | undefined> => {
  const lane = (await leases.taken()).find(({ name }) => name.startsWith('lane/'))
  return bots.find(({ pid }) => lane?.holder.includes(`:${pid}:`))
}

/** How many shards one that lives has. */
const shardsOf = async ({ leases }: Store, bots: readonly Bot[]): Promise<number> =>
  (await leases.taken()).filter(
    ({ name, holder, leftMs }) =>
      name.startsWith('shard/') &&
      leftMs > 0 &&
      bots.some(({ pid }) => holder.includes(`:${pid}:`)),
  ).length

/** Seconds to the end of the longest silence that began when it was killed. */
const backAfter = (sent: readonly Sent[], killedAt: number): number => {
  const times = sent
    .filter(({ isAccepted, kind, at }) => isAccepted && kind !== 'other' && at > killedAt - 1_000)
    .map(({ at }) => at)
    .sort((a, b) => a - b)
  let longest = { ms: 0, end: killedAt }
  for (const [nth, at] of times.entries()) {
    const before = times[nth - 1] ?? killedAt
    if (before > killedAt + 2_000) break
    if (at - before > longest.ms) longest = { ms: at - before, end: at }
  }
  return rounded((longest.end - killedAt) / 1_000)
}
