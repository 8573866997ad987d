import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { runPlain } from './fanout-plain.ts'
import { measurePlanning } from './fanout-planning.ts'
import { printResults } from './fanout-report.ts'
import type { Results } from './fanout-results.ts'
import { runFanout } from './fanout-run.ts'

const results = fileURLToPath(new URL('./results/', import.meta.url))
const beside = (file: string): URL => new URL(file, import.meta.url)
const discordServer = beside('./fanout-discord-server.ts')

const steps = ['discord', 'plain', 'editions', 'slack', 'planning'] as const
type Step = (typeof steps)[number]
type Options = ReturnType<typeof optionsOf>

/** Has the digests of many channels come due at once, and prints how they went out beside the targets. */
export const runFanoutBenchmark = async (args: string[]): Promise<void> => {
  const options = optionsOf(args)
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-bench-'))
  const began = performance.now()
  try {
    const measured = await measure(options, folder)
    const all: Results = {
      at: new Date().toISOString(),
      node: process.versions.node,
      cores: cpus().length,
      seconds: Math.round((performance.now() - began) / 1_000),
      ...measured,
    }
    printResults(all)
    mkdirSync(results, { recursive: true })
    writeFileSync(join(results, 'fanout.json'), `${JSON.stringify(all, null, 2)}\n`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/**
 * `--channels` is how many are due on Discord; a tenth of them get real editions, and on Slack, and ten
 * times as many digests are planned. `--profile FOLDER` has V8 write there where Sitrep's time goes.
 */
const optionsOf = (args: string[]) => {
  const { values } = parseArgs({
    args,
    options: {
      channels: { type: 'string', default: '10000' },
      only: { type: 'string', default: steps.join() },
      seconds: { type: 'string', default: '30' },
      profile: { type: 'string' },
    },
  })
  const only = values.only.split(',') as Step[]
  const [channels, seconds] = [Number(values.channels), Number(values.seconds)]
  if (!only.every((step) => steps.includes(step)))
    throw new Error(`--only is a list of ${steps.join(', ')}`)
  if (![channels, seconds].every((one) => Number.isSafeInteger(one) && one > 0) || channels < 1_000)
    throw new Error('--channels 1000 or more, --seconds 30: whole numbers')
  const profile = values.profile && resolve(values.profile)
  return { only, channels, seconds, ...(profile && { profile }) }
}

const say = (text: string): void =>
  console.error(`${new Date().toISOString().slice(11, 19)} ${text}`)

/** Of Discord's 50 a second a bot of ours takes so many. */
const lane = 45
const newBriefings = 8

const measure = async (options: Options, folder: string) => {
  const { only, channels, seconds, profile } = options
  const tenth = Math.round(channels / 10)
  const product = { name: 'sitrep', plain: beside('./fanout-discord-plain.ts') } as const
  const common = { folder, ...(profile && { profile }) }
  const discord = { ...common, server: discordServer, bot: product, mayHave: lane }
  const found: Pick<Results, 'runs' | 'plain' | 'planning'> = { runs: [] }
  const doing: Record<Step, () => Promise<unknown>> = {
    discord: async () =>
      found.runs.push(
        await runFanout({
          ...{ ...discord, name: 'Discord, nothing new', plan: { channels } },
          ...{ news: 0, isMain: true },
        }),
      ),
    plain: async () => {
      found.plain = await runPlain(folder, discordServer, { channels, seconds })
    },
    editions: async () =>
      found.runs.push(
        await runFanout({
          ...{ ...discord, name: 'Discord, editions', plan: { channels: tenth } },
          news: newBriefings,
        }),
      ),
    slack: async () =>
      found.runs.push(
        await runFanout({
          ...{ ...common, name: 'Slack, editions', server: beside('./fanout-slack-server.ts') },
          plan: { channels: tenth, workspaces: Math.round(tenth / 10) },
          bot: { name: 'plain', plain: beside('./fanout-slack-start.ts') },
          news: newBriefings,
        }),
      ),
    planning: async () => {
      found.planning = await measurePlanning(
        { kind: 'sqlite', file: join(folder, 'planning.db') },
        channels * 10,
      )
    },
  }
  for (const step of steps.filter((one) => only.includes(one))) {
    say(step)
    await doing[step]()
  }
  return found
}
