import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Plan, Ran } from './discord-generator.ts'
import { printResults } from './chat-report.ts'
import type { Run } from './chat-results.ts'
import { copyStores, prepareStores } from './chat-store.ts'
import { readTexts } from './chat-texts.ts'

const results = fileURLToPath(new URL('./results/', import.meta.url))

/** The highest rate at which the plain bot is asked too. */
const comparedUpTo = 100

type Options = ReturnType<typeof optionsOf>

/** Asks Sitrep and a plain bot through Discord's protocol, and prints how long people wait. */
export const runDiscordBenchmark = async (args: string[]): Promise<void> => {
  const options = optionsOf(args)
  const scratch = mkdtempSync(join(tmpdir(), 'sitrep-bench-'))
  const began = performance.now()
  try {
    const runs = await runAll(options, scratch)
    const all = {
      at: new Date().toISOString(),
      node: process.versions.node,
      cores: cpus().length,
      size: options.size,
      seconds: Math.round((performance.now() - began) / 1_000),
      runs,
    }
    printResults(all)
    mkdirSync(results, { recursive: true })
    writeFileSync(join(results, 'discord.json'), `${JSON.stringify(all, null, 2)}\n`)
  } finally {
    rmSync(scratch, { recursive: true })
  }
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

const runAll = async ({ size, rates, seconds, keep, profile }: Options, scratch: string) => {
  say(`preparing ${size} briefings`)
  const prepared = await prepareStores(keep ?? scratch, size)
  const texts = await readTexts(prepared, size)
  const { store, plain } = copyStores(prepared, scratch)
  const warmUp = { perSecond: 50, seconds: Math.min(10, seconds) }
  const rated = (list: readonly number[]) => list.map((perSecond) => ({ perSecond, seconds }))
  const sitrep = {
    name: 'sitrep',
    file: store,
    ...(profile && { profile: resolve(profile) }),
  } as const
  const compared = rated(rates.filter((rate) => rate <= comparedUpTo))
  return [
    await run({ bot: sitrep, texts, warmUp, rates: rated(rates) }),
    ...(compared.length > 0
      ? [await run({ bot: { name: 'plain', file: plain }, texts, warmUp, rates: compared })]
      : []),
  ]
}

const run = async (plan: Plan): Promise<Run> => {
  const { bot, rates } = plan
  say(`asking ${bot.name} ${rates.map(({ perSecond }) => `${perSecond}/s`).join(', ')}`)
  const child = fork(new URL('./discord-generator.ts', import.meta.url), [], { execArgv: [] })
  child.send(plan)
  const [ran] = (await Promise.race([once(child, 'message'), failed(child)])) as [Ran]
  return { bot: bot.name, ...ran }
}

const failed = async (child: ReturnType<typeof fork>): Promise<never> => {
  const [code] = await once(child, 'exit')
  throw new Error(`the generator ended with ${code}`)
}
