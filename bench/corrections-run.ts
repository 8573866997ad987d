import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Store } from '#core/store'
import { openStore } from './build.ts'
import { type Bot, startBot } from './chat-bot.ts'
import type { Plain, Run } from './corrections-results.ts'
import type { Plan, Published, Ready, Request } from './corrections-server.ts'
import { firstTold, noteShown } from './corrections-story.ts'
import { alertOnly, delaysOf } from './fanout-alerts.ts'
import { publish } from './fanout-digests.ts'
import { rounded } from './fanout-figures.ts'
import { type Program, startProgram } from './fanout-process.ts'
import { megabytes } from './measure.ts'

export type Wish = { folder: string; plan: Plan; briefings: number; profile?: string }

const server = new URL('./corrections-server.ts', import.meta.url)
const plainProgram = new URL('./corrections-plain.ts', import.meta.url)
const lookMs = 250

/** Has somebody correct in a chat what stands in many messages, and waits until all of them say so. */
export const runCorrection = async ({ folder, plan, briefings, profile }: Wish): Promise<Run> => {
  const file = join(folder, 'sitrep.db')
  const platform = await startProgram<Plan, Ready, Request[]>(server, plan)
  const { settings, workspace, standing } = platform.ready
  const store = await openStore(file)
  await publish(store, 0, briefings)
  await store.publish(workspace, [firstTold()])
  await noteShown(store, workspace, standing)
  const bot = startBot({
    ...{ name: 'sitrep', file, plain: plainProgram, settings: { LOG_LEVEL: 'info', ...settings } },
    ...(profile && { profile }),
  })
  const { at } = await Promise.race([platform.act<Published>(), bot.ended])
  const alerts = await Promise.race([follow(store, plan.messages), bot.ended])
  const all = await platform.tell()
  const states = await statesOf(store)
  await bot.stop()
  await platform.stop()
  await store.close()
  return {
    ...{ messages: plan.messages, channels: plan.channels },
    ...figuresOf(all, { at, alerts: new Set(alerts.map(({ id }) => id)) }),
    left: plan.messages - new Set(all.filter(isEdited).map(({ target }) => target)).size,
    alerts: delaysOf(alerts, all),
    ...processOf(bot, at),
    states,
    logged: Object.fromEntries(bot.logged),
  }
}

/** Puts alerts in when half is out, and waits until nothing is on its way any more. */
const follow = async (store: Store, messages: number) => {
  await until(store, ({ sent = 0 }) => sent >= messages / 2)
  const alerts = await alertOnly(store, 'in the middle')
  await until(store, ({ planned = 0, sending = 0 }) => planned + sending === 0)
  return alerts
}

const until = async (
  store: Store,
  isSo: (states: Record<string, number>) => boolean,
): Promise<void> => {
  while (!isSo(await statesOf(store))) await wait(lookMs)
}

const statesOf = async ({ outbox }: Store): Promise<Record<string, number>> =>
  Object.fromEntries((await outbox.counts()).map(({ state, count }) => [state, count]))

const isEdited = ({ kind, isAccepted }: Request): boolean => kind === 'edit' && isAccepted

const figuresOf = (
  all: readonly Request[],
  { at, alerts }: { at: number; alerts: ReadonlySet<string> },
) => {
  const sent = all.filter((one) => one.kind !== 'other' && one.at >= at && !isOf(alerts, one))
  const accepted = sent.filter(({ isAccepted }) => isAccepted)
  const edits = accepted.filter(({ kind }) => kind === 'edit')
  const posts = accepted.filter(({ kind }) => kind === 'post')
  const times = accepted.map((one) => one.at)
  const [first, last] = [least(times), -least(times.map((one) => -one))]
  return {
    ...{ edits: edits.length, posts: posts.length },
    // What is urgent takes its turns too.
    perSecond: rounded((1_000 * (accepted.length + alerts.size - 1)) / (last - first)),
    seconds: rounded((last - at) / 1_000),
    firstEdit: least(edits.map((one) => one.at)) - at,
    firstPost: least(posts.map((one) => one.at)) - at,
    tooMany: sent.filter(({ isTooMany }) => isTooMany).length,
    refused: sent.filter(({ isAccepted, isTooMany }) => !isAccepted && !isTooMany).length,
    twice: edits.length + posts.length - distinct(edits) - distinct(posts),
  }
}

const isOf = (alerts: ReadonlySet<string>, { key = '' }: Request): boolean => alerts.has(key)

const least = (times: readonly number[]): number =>
  times.reduce((lowest, at) => Math.min(lowest, at), Number.POSITIVE_INFINITY)

const distinct = (some: readonly Request[]): number => new Set(some.map((one) => one.target)).size

const processOf = ({ pulses }: Bot, at: number): Pick<Run, 'memory' | 'cores'> => {
  const during = pulses.slice(-Math.ceil((Date.now() - at) / 1_000))
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
  return {
    memory: megabytes(Math.max(...pulses.map(({ memory }) => memory.rss))),
    cores: rounded(sum(during.map(({ cpu }) => cpu)) / sum(during.map(({ ms }) => ms))),
  }
}

/** What a loop with discord.js alone makes of the same messages, in the first so many seconds. */
export const runPlain = async (folder: string, plan: Plan, seconds: number): Promise<Plain> => {
  const own = join(folder, 'plain')
  mkdirSync(own)
  const platform: Program<Ready, Request[]> = await startProgram(server, plan)
  const { settings, standing } = platform.ready
  const file = join(own, 'standing.json')
  writeFileSync(file, JSON.stringify(standing))
  const bot = startBot({
    ...{ name: 'plain', file: join(own, 'none.db'), plain: plainProgram },
    settings: { ...settings, STANDING: file },
  })
  const measure = async (): Promise<Request[]> => {
    while (!(await platform.tell()).some(isEdited)) await wait(lookMs)
    await wait(seconds * 1_000)
    return platform.tell()
  }
  const all = (await Promise.race([measure(), bot.ended])).filter(({ kind }) => kind === 'edit')
  await bot.stop()
  await platform.stop()
  const from = least(all.map(({ at }) => at))
  const edits = all.filter((one) => isEdited(one) && one.at < from + seconds * 1_000).length
  const tooMany = all.filter(({ isTooMany }) => isTooMany).length
  return { seconds, edits, perSecond: rounded(edits / seconds), tooMany }
}
