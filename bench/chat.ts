import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Plan, Ran } from './chat-generator.ts'
import type { Rate } from './chat-load.ts'
import { printResults } from './chat-report.ts'
import type { Results, Run } from './chat-results.ts'
import { copyStores, prepareStores } from './chat-store.ts'
import { readTexts } from './chat-texts.ts'

const results = fileURLToPath(new URL('./results/', import.meta.url))

export type Benchmark = {
  /** Of its file among the results. */
  name: string
  /** The program that is the platform. */
  generator: URL
  ways: readonly Way[]
  /** The highest rate at which the plain bot is asked too. */
  comparedUpTo: number
}

/** One way in which the platform reaches a bot. */
export type Way = Pick<Plan, 'by'> & {
  /** A rate at which Sitrep is asked once more, in seconds from one replaced connection to the next. */
  replaced?: Required<Omit<Rate, 'seconds'>>
}

type Options = ReturnType<typeof optionsOf>

/** Asks Sitrep and a plain bot through a platform's protocol, and prints how long people wait. */
export const runChatBenchmark = async (benchmark: Benchmark, args: string[]): Promise<void> => {
  const options = optionsOf(args)
  const scratch = mkdtempSync(join(tmpdir(), 'sitrep-bench-'))
  const began = performance.now()
  try {
    const runs = await runAll(benchmark, options, scratch)
    const all = {
      at: new Date().toISOString(),
      node: process.versions.node,
      cores: cpus().length,
      size: options.size,
      seconds: Math.round((performance.now() - began) / 1_000),
      runs,
    }
    printResults(all)
    keep(all, benchmark.name)
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

const keep = (all: Results, name: string): void => {
  mkdirSync(results, { recursive: true })
  writeFileSync(join(results, `${name}.json`), `${JSON.stringify(all, null, 2)}\n`)
}

/**
 * `--keep FOLDER` builds the stores there once and uses them again, `--profile FOLDER` has V8 write there
 * where Sitrep's time goes; `--seconds`, `--rates` and `--size` shorten a trial.
 */
const optionsOf = (args: string[]) => {
  const { values } = parseArgs({
    args,
    options: {
      size: { type: 'string', default: '100000' },
      rates: { type: 'string', default: '10,100,300' },
      seconds: { type: 'string', default: '30' },
      keep: { type: 'string' },
      profile: { type: 'string' },
    },
  })
  const rates = values.rates.split(',').map(Number)
  const [size, seconds] = [Number(values.size), Number(values.seconds)]
  if (![...rates, size, seconds].every((one) => Number.isSafeInteger(one) && one > 0))
    throw new Error('--rates 10,100 --seconds 5 --size 1000: whole numbers')
  return { ...values, rates, size, seconds }
}

const say = (text: string): void =>
  console.error(`${new Date().toISOString().slice(11, 19)} ${text}`)

const runAll = async (benchmark: Benchmark, options: Options, scratch: string): Promise<Run[]> => {
  const { size, keep } = options
  say(`preparing ${size} briefings`)
  const prepared = await prepareStores(keep ?? scratch, size)
  const texts = await readTexts(prepared, size)
  const { store, plain } = copyStores(prepared, scratch)
  const profile = options.profile && resolve(options.profile)
  const sitrep = { name: 'sitrep', file: store, ...(profile && { profile }) } as const
  const other = { name: 'plain', file: plain } as const
  const warmUp = { perSecond: 50, seconds: Math.min(10, options.seconds) }
  const plans = benchmark.ways.flatMap((way): Plan[] => {
    const common = { texts, warmUp, ...(way.by && { by: way.by }) }
    return [
      { ...common, bot: sitrep, rates: ratesOf(options, way) },
      { ...common, bot: other, rates: comparedOf(options, benchmark) },
    ]
  })
  const runs: Run[] = []
  for (const plan of plans)
    if (plan.rates.length > 0) runs.push(await run(plan, benchmark.generator))
  return runs
}

const ratesOf = ({ rates, seconds }: Options, { replaced }: Way): Rate[] => {
  const all = rates.map((perSecond) => ({ perSecond, seconds }))
  const isToo = replaced !== undefined && rates.includes(replaced.perSecond)
  return isToo ? [...all, { ...replaced, seconds }] : all
}

const comparedOf = (options: Options, { comparedUpTo }: Benchmark): Rate[] =>
  ratesOf(options, {}).filter(({ perSecond }) => perSecond <= comparedUpTo)

const run = async (plan: Plan, generator: URL): Promise<Run> => {
  const { bot, by, rates } = plan
  const asked = rates.map(({ perSecond }) => `${perSecond}/s`).join(', ')
  say([`asking ${bot.name}`, ...(by ? [`by ${by}`] : []), asked].join(' '))
  const child = fork(generator, [], { execArgv: [] })
  child.send(plan)
  const [ran] = (await Promise.race([once(child, 'message'), failed(child)])) as [Ran]
  return { bot: bot.name, ...(by && { by }), ...ran }
}

const failed = async (child: ReturnType<typeof fork>): Promise<never> => {
  const [code] = await once(child, 'exit')
  throw new Error(`the generator ended with ${code}`)
}
