import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { printResults } from './corrections-report.ts'
import type { Results } from './corrections-results.ts'
import { runCorrection, runPlain } from './corrections-run.ts'
import { measureShare } from './corrections-share.ts'

const results = fileURLToPath(new URL('./results/', import.meta.url))

const steps = ['share', 'correction', 'plain'] as const
type Step = (typeof steps)[number]
type Options = ReturnType<typeof optionsOf>

/** Of Discord's 50 a second a bot of ours takes so many. */
const lane = 45
/** Briefings that were there before. */
const briefings = 3_000

/** Corrects a briefing that stands in many messages, and prints how that went beside the targets. */
export const runCorrectionsBenchmark = async (args: string[]): Promise<void> => {
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
      ...{ latencyMs: options.latencyMs, lane },
      ...measured,
    }
    printResults(all)
    mkdirSync(results, { recursive: true })
    writeFileSync(join(results, 'corrections.json'), `${JSON.stringify(all, null, 2)}\n`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/**
 * `--messages` is in how many it stands, ten to a channel; a tenth of them measures the store. `--latency`
 * is after how many milliseconds the platform answers. `--profile FOLDER` has V8 write there where
 * Sitrep's time goes.
 */
const optionsOf = (args: string[]) => {
  const { values } = parseArgs({
    args,
    options: {
      messages: { type: 'string', default: '10000' },
      latency: { type: 'string', default: '100' },
      seconds: { type: 'string', default: '30' },
      only: { type: 'string', default: steps.join() },
      profile: { type: 'string' },
    },
  })
  const only = values.only.split(',') as Step[]
  const [messages, latencyMs, seconds] = [values.messages, values.latency, values.seconds].map(
    Number,
  )
  if (!only.every((step) => steps.includes(step)))
    throw new Error(`--only is a list of ${steps.join(', ')}`)
  if (
    ![messages, latencyMs, seconds].every(Number.isSafeInteger) ||
    messages! < 1_000 ||
    seconds! < 1
  )
    throw new Error('--messages 1000 or more, --latency 100, --seconds 30: whole numbers')
  const profile = values.profile && resolve(values.profile)
  return {
    ...{ only, messages: messages!, latencyMs: latencyMs!, seconds: seconds! },
    ...(profile && { profile }),
  }
}

const say = (text: string): void =>
  console.error(`${new Date().toISOString().slice(11, 19)} ${text}`)

const inEach = 10

const measure = async (options: Options, folder: string) => {
  const { only, messages, latencyMs, seconds, profile } = options
  const plan = { messages, channels: Math.round(messages / inEach), latencyMs }
  const found: Pick<Results, 'run' | 'plain' | 'share'> = {}
  const doing: Record<Step, () => Promise<unknown>> = {
    share: async () => {
      found.share = await measureShare(folder, Math.round(messages / 10), briefings)
    },
    correction: async () => {
      found.run = await runCorrection({ folder, plan, briefings, ...(profile && { profile }) })
    },
    plain: async () => {
      found.plain = await runPlain(folder, plan, seconds)
    },
  }
  for (const step of steps.filter((one) => only.includes(one))) {
    say(step)
    await doing[step]()
  }
  return found
}
