import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Store } from '#core/store'
import { openStore } from './build.ts'
import { type Bot, type BotWish, startBot } from './chat-bot.ts'
import { type Alerted, alertInTheMiddle, delaysOf } from './fanout-alerts.ts'
import {
  dailyAt,
  makeDigests,
  minuteIn,
  type Place,
  publish,
  publishForAll,
  zone,
} from './fanout-digests.ts'
import { figuresOf, rounded, type Sent } from './fanout-figures.ts'
import { startProgram } from './fanout-process.ts'
import type { Run } from './fanout-results.ts'
import { median, megabytes } from './measure.ts'

export type Wish<Plan> = {
  name: string
  folder: string
  /** The program that is the platform, and what it is to hold. */
  server: URL
  plan: Plan
  bot: Pick<BotWish, 'name' | 'plain'>
  profile?: string
  /** Briefings for everybody that arrive once the digests are there; with none, editions say so. */
  news: number
  /** Whether it is the one in which alerts go out in the middle, and small workspaces are looked at. */
  isMain?: boolean
  mayHave?: number
}

type Ready = { settings: Record<string, string>; places: Place[]; large: string }

/** Briefings that were there before. */
const briefings = 3_000
/** What a bot needs to come online, and what making a digest takes: in milliseconds, and generous. */
const startMs = 20_000
const makingMs = 2
const lookMs = 250

/** Has a digest come due in every channel of a platform in the same minute, and waits until all are out. */
export const runFanout = async <Plan>(wish: Wish<Plan>): Promise<Run> => {
  const { name, news, isMain = false, mayHave } = wish
  const folder = join(wish.folder, name.replaceAll(/\W+/g, '-'))
  mkdirSync(folder)
  const file = join(folder, 'sitrep.db')
  const platform = await startProgram<Plan, Ready, Sent[]>(wish.server, wish.plan)
  const { settings, places, large } = platform.ready
  const store = await openStore(file)
  await publish(store, 0, briefings)
  const due = minuteIn(startMs + places.length * makingMs)
  const schedule = dailyAt(due, zone)
  await makeDigests(store, places, () => ({ schedule, zone, sendsEmpty: true }))
  if (news > 0) await publishForAll(store, briefings, news)
  const bot = startBot({
    ...{ ...wish.bot, file, settings: { LOG_LEVEL: 'info', ...settings } },
    ...(wish.profile && { profile: wish.profile }),
  })
  const followed = follow(store, { due, channels: places.length, isAlerted: isMain })
  const { planned, alerted } = await Promise.race([followed, bot.ended])
  const sent = await platform.tell()
  const alerts = alerted?.alerts ?? []
  const figures = figuresOf(sent, {
    ...{ due, places, large, doubtful: alerted?.doubtful },
    alerts: new Set(alerts.map(({ id }) => id)),
  })
  const states = await statesOf(store)
  await bot.stop()
  await platform.stop()
  await store.close()
  return {
    ...figures,
    ...{ name, isMain, channels: places.length, ...(mayHave !== undefined && { mayHave }) },
    workspaces: new Set(places.map(({ workspace }) => workspace)).size,
    planned,
    alerts: delaysOf(alerts, sent),
    ...processOf(bot, due),
    states,
    logged: Object.fromEntries(bot.logged),
  }
}

type Following = { due: number; channels: number; isAlerted: boolean }

/** Watches the store until nothing is on its way any more. */
const follow = async (store: Store, { due, channels, isAlerted }: Following) => {
  await wait(Math.max(0, due - Date.now()))
  await until(store, (states) => sum(Object.values(states)) >= channels)
  const planned = rounded((Date.now() - due) / 1_000)
  let alerted: Alerted | undefined
  if (isAlerted) {
    await until(store, ({ sent = 0 }) => sent >= channels / 2)
    alerted = await alertInTheMiddle(store)
  }
  await until(store, ({ planned = 0, sending = 0 }) => planned + sending === 0)
  return { planned, alerted }
}

const until = async (
  store: Store,
  isSo: (states: Record<string, number>) => boolean,
): Promise<void> => {
  while (!isSo(await statesOf(store))) await wait(lookMs)
}

const statesOf = async ({ outbox }: Store): Promise<Record<string, number>> =>
  Object.fromEntries((await outbox.counts()).map(({ state, count }) => [state, count]))

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

/** How the process was from the minute on; its memory ever since it started. */
const processOf = ({ pulses }: Bot, due: number): Pick<Run, 'memory' | 'loop' | 'cores'> => {
  const since = Math.ceil((Date.now() - due) / 1_000)
  const during = pulses.slice(-since)
  const delays = during.map(({ delay }) => delay)
  const rss = pulses.map(({ memory }) => memory.rss)
  return {
    memory: {
      begin: megabytes(during[0]?.memory.rss ?? Number.NaN),
      most: megabytes(Math.max(...rss)),
      end: megabytes(rss.at(-1) ?? Number.NaN),
      live: megabytes(pulses.at(-1)?.memory.live ?? Number.NaN),
    },
    cores: rounded(sum(during.map(({ cpu }) => cpu)) / sum(during.map(({ ms }) => ms))),
    loop: {
      p99: Math.round(median(delays.map(({ p99 }) => p99))),
      most: Math.round(Math.max(...delays.map(({ most }) => most))),
    },
  }
}
