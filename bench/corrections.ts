import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Store } from '#core/store'
import { openStore } from './build.ts'
import { startBot } from './chat-bot.ts'
import { measureAlone } from './corrections-alone.ts'
import { type Plain, printResults, type Results, type Travel } from './corrections-report.ts'
import type { Plan, Ready, Sent } from './corrections-server.ts'
import { correctStory, type Standing, showEverywhere } from './corrections-story.ts'
import { type Alert, alertTo } from './fanout-alerts.ts'
import { startProgram } from './fanout-process.ts'

const results = fileURLToPath(new URL('./results/', import.meta.url))
const beside = (file: string): URL => new URL(file, import.meta.url)
const perChannel = 10
const alerts = 5

const steps = ['travel', 'plain', 'alone'] as const

/** Has a correction reach what stands in many channels, and prints how it went out beside the targets. */
export const runCorrectionsBenchmark = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({
    args,
    options: {
      messages: { type: 'string', default: '10000' },
      only: { type: 'string', default: steps.join() },
      seconds: { type: 'string', default: '30' },
    },
  })
  const [messages, seconds] = [Number(values.messages), Number(values.seconds)]
  const only = values.only.split(',')
  if (!Number.isSafeInteger(messages) || messages < 1_000 || !(seconds > 0))
    throw new Error('--messages 1000 or more, --seconds 30: whole numbers')
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-bench-'))
  const plan = { channels: Math.ceil(messages / perChannel), perChannel }
  const found: Results = {}
  try {
    if (only.includes('travel')) found.travel = await travel(join(folder, 'travel'), plan)
    if (only.includes('plain')) found.plain = await plain(join(folder, 'plain'), plan, seconds)
    if (only.includes('alone'))
      found.alone = await measureAlone(join(folder, 'alone'), Math.min(messages, 2_000))
  } finally {
    rmSync(folder, { recursive: true })
  }
  printResults(found)
  mkdirSync(results, { recursive: true })
  const all = { at: new Date().toISOString(), node: process.versions.node, cores: cpus().length }
  const text = JSON.stringify({ ...all, messages, ...found }, null, 2)
  writeFileSync(join(results, 'corrections.json'), `${text}\n`)
}

const standingIn = ({ rooms }: Ready): Standing[] =>
  rooms.flatMap(({ workspace, channel, messages }) =>
    messages.map((message) => ({ platform: 'discord', workspace, channel, message })),
  )

const travel = async (folder: string, plan: Plan): Promise<Travel> => {
  mkdirSync(folder)
  const file = join(folder, 'sitrep.db')
  const discord = await startProgram<Plan, Ready, Sent[]>(beside('./corrections-server.ts'), plan)
  const all = standingIn(discord.ready)
  const store = await openStore(file)
  await showEverywhere(store, all)
  const bot = startBot({
    ...{ name: 'sitrep', file, plain: beside('./corrections-plain.ts') },
    settings: { ...discord.ready.settings, HEARTBEAT_SECONDS: '1' },
  })
  await Promise.race([until(async () => (await discord.tell()).length > 0), bot.ended])
  await wait(settleMs)
  const began = Date.now()
  await correctStory(store)
  const expected = all.length + plan.channels
  const flashes = await Promise.race([watched(store, expected, all), bot.ended])
  const sent = await discord.tell()
  await bot.stop()
  await discord.stop()
  await store.close()
  return figuresOf(sent, { all, began, flashes, channels: plan.channels })
}

/** A bot that has just come online looks up commands and channels first. */
const settleMs = 5_000
const lookMs = 250

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await wait(lookMs)
}

/** Puts what is urgent in between once half of it is out, then waits for all. */
const watched = async (
  store: Store,
  expected: number,
  all: readonly Standing[],
): Promise<Alert[]> => {
  const states = async (): Promise<Record<string, number>> =>
    Object.fromEntries((await store.outbox.counts()).map(({ state, count }) => [state, count]))
  await until(async () => ((await states()).sent ?? 0) >= expected / 2)
  const flashes: Alert[] = []
  for (const { platform, workspace, channel } of all.slice(-alerts * perChannel).filter(isNth)) {
    flashes.push(await alertTo(store, { platform, workspace, target: channel }, 'flash'))
    await wait(1_000)
  }
  await until(async () => {
    const { planned = 0, sending = 0, sent = 0 } = await states()
    return planned + sending === 0 && sent >= expected / 2
  })
  return flashes
}

const isNth = (_: unknown, at: number): boolean => at % perChannel === 0

type Asked = { all: readonly Standing[]; began: number; flashes: Alert[]; channels: number }

const figuresOf = (sent: readonly Sent[], { all, began, flashes, channels }: Asked): Travel => {
  const mine = sent.filter(({ at, kind }) => at >= began && kind !== 'other')
  const accepted = mine.filter(({ isAccepted }) => isAccepted)
  const urgent = new Set(flashes.map(({ id }) => id))
  const edits = accepted.filter(({ kind }) => kind === 'edit')
  const posts = accepted.filter(({ kind, key }) => kind === 'post' && !urgent.has(key))
  const times = accepted.map(({ at }) => at).sort((a, b) => a - b)
  const edited = new Set(edits.map(({ key }) => key))
  const told = new Set(posts.map(({ target }) => target))
  return {
    ...{ edits: edits.length, posts: posts.length },
    perSecond: (1_000 * (times.length - 1)) / (times.at(-1)! - times[0]!),
    lost: all.filter(({ message }) => !edited.has(message)).length + channels - told.size,
    twice: edits.length - edited.size + posts.length - told.size,
    tooMany: mine.filter(({ isTooMany }) => isTooMany).length,
    refused: mine.filter(({ isAccepted, isTooMany }) => !isAccepted && !isTooMany).length,
    first: times[0]! - began,
    flash: flashes.map(({ id, at }) => {
      const found = accepted.find(({ key }) => key === id)
      return found ? found.at - at : Number.POSITIVE_INFINITY
    }),
  }
}

const plain = async (folder: string, plan: Plan, seconds: number): Promise<Plain> => {
  mkdirSync(folder)
  const discord = await startProgram<Plan, Ready, Sent[]>(beside('./corrections-server.ts'), plan)
  const list = join(folder, 'messages.json')
  writeFileSync(list, JSON.stringify(standingIn(discord.ready)))
  const bot = startBot({
    ...{ name: 'plain', file: join(folder, 'none.db'), plain: beside('./corrections-plain.ts') },
    settings: { ...discord.ready.settings, MESSAGES: list },
  })
  const edits = async () => (await discord.tell()).filter(({ kind }) => kind === 'edit')
  const measure = async (): Promise<Sent[]> => {
    while ((await edits()).length === 0) await wait(lookMs)
    await wait(seconds * 1_000)
    return edits()
  }
  const sent = await Promise.race([measure(), bot.ended])
  await bot.stop()
  await discord.stop()
  const accepted = sent.filter(({ isAccepted }) => isAccepted)
  return {
    perSecond: accepted.length / seconds,
    tooMany: sent.filter(({ isTooMany }) => isTooMany).length,
    seconds,
  }
}
