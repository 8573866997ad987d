import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { StorePlace } from '#core/store'
import { publication } from '../tests/support/briefings.ts'
import { measurePlanning } from './fanout-planning.ts'
import { measureClaims, works } from './scale-claims.ts'
import { measureCommands } from './scale-commands.ts'
import { measureFailover } from './scale-fanout.ts'
import { databaseAt, makeDatabase, openAt, pairOf, type Server, serverAt } from './scale-places.ts'
import { measureReads } from './scale-reads.ts'
import { printResults } from './scale-report.ts'
import type { Results } from './scale-results.ts'

const results = fileURLToPath(new URL('./results/', import.meta.url))

const steps = ['reads', 'planning', 'claims', 'commands', 'failover'] as const
type Step = (typeof steps)[number]
type Options = ReturnType<typeof optionsOf>
type Found = {
  -readonly [K in keyof Omit<Results, 'at' | 'node' | 'cores' | 'seconds'>]: Results[K]
}

/** Asks the same of SQLite and of PostgreSQL, by one process and by several, and prints the ratios beside the targets. */
export const runScaleBenchmark = async (args: string[]): Promise<void> => {
  const options = optionsOf(args)
  const scratch = mkdtempSync(join(tmpdir(), 'sitrep-bench-'))
  const began = performance.now()
  const server = await serverAt(options.url)
  try {
    const found = await measure(options, scratch, server)
    const all: Results = {
      at: new Date().toISOString(),
      node: process.versions.node,
      cores: cpus().length,
      seconds: Math.round((performance.now() - began) / 1_000),
      ...found,
    }
    printResults(all)
    mkdirSync(results, { recursive: true })
    writeFileSync(join(results, 'scale.json'), `${JSON.stringify(all, null, 2)}\n`)
  } finally {
    await server.stop()
    rmSync(scratch, { recursive: true })
  }
}

/**
 * `--keep FOLDER` builds the files there once and uses them again; `--url` names a PostgreSQL whose databases stay.
 * `--sizes`, `--digests`, `--deliveries`, `--channels` and `--seconds` shorten a trial, `--only` leaves steps out;
 * `--rate` is how many ask in a second, more than can be answered.
 */
const optionsOf = (args: string[]) => {
  const { values } = parseArgs({
    args,
    options: {
      sizes: { type: 'string', default: '10000,100000' },
      only: { type: 'string', default: steps.join() },
      digests: { type: 'string', default: '10000' },
      deliveries: { type: 'string', default: '5000' },
      channels: { type: 'string', default: '1200' },
      seconds: { type: 'string', default: '30' },
      rate: { type: 'string', default: '200' },
      url: { type: 'string' },
      keep: { type: 'string' },
    },
  })
  const only = values.only.split(',') as Step[]
  if (!only.every((step) => steps.includes(step)))
    throw new Error(`--only is a list of ${steps.join(', ')}`)
  const sizes = values.sizes.split(',').map(Number)
  const [digests, deliveries] = [Number(values.digests), Number(values.deliveries)]
  const [channels, seconds] = [Number(values.channels), Number(values.seconds)]
  const perSecond = Number(values.rate)
  const numbers = { digests, deliveries, channels, seconds, perSecond }
  if (![...sizes, ...Object.values(numbers)].every((one) => Number.isSafeInteger(one) && one > 0))
    throw new Error('--sizes 1000,10000 --digests 1000 --deliveries 500: whole numbers')
  return { ...values, only, sizes, ...numbers }
}

const say = (text: string): void =>
  console.error(`${new Date().toISOString().slice(11, 19)} ${text}`)

const measure = async (options: Options, scratch: string, server: Server): Promise<Found> => {
  const found: Found = { reads: [], planning: [], claims: [], commands: [] }
  const folder = options.keep ? resolve(options.keep) : scratch
  mkdirSync(folder, { recursive: true })
  const run: Record<Step, () => Promise<void>> = {
    async reads() {
      for (const size of options.sizes) {
        say(`preparing ${size} briefings`)
        const pair = await pairOf(folder, server, size)
        say(`reading among ${size}`)
        found.reads = [...found.reads, ...(await measureReads(pair))]
      }
    },
    async planning() {
      for (const place of await emptyPlaces(scratch, server, 'planning')) {
        say(`planning on ${place.kind}`)
        const planning = await measurePlanning(place, options.digests)
        found.planning = [...found.planning, { ...planning, store: place.kind }]
      }
    },
    async claims() {
      for (const work of works)
        for (const processes of [1, 4])
          for (const place of await emptyPlaces(scratch, server, 'claims')) {
            const store = await openAt(place)
            await store.publish('', [publication({ slug: 'briefing-1' })])
            await store.close()
            say(`${work} on ${place.kind}, ${processes} at once`)
            const claims = await measureClaims(place, work, processes, options.deliveries)
            found.claims = [...found.claims, claims]
          }
    },
    async commands() {
      const [size = 0] = options.sizes
      const pair = await pairOf(folder, server, size)
      for (const [place, replicas] of [
        [pair.sqlite, 1],
        [pair.postgres, 1],
        [pair.postgres, 2],
        [pair.postgres, 4],
      ] as const) {
        say(`asking ${replicas} on ${place.kind}`)
        const commands = await measureCommands(pair, place, { ...options, replicas })
        found.commands = [...found.commands, commands]
      }
    },
    async failover() {
      const [, place] = await emptyPlaces(scratch, server, 'failover')
      say(`sending to ${options.channels} channels, and killing who sends`)
      found.failover = await measureFailover(place, scratch, options.channels)
    },
  }
  for (const step of options.only) await run[step]()
  return found
}

/** A file and a database with nothing in them. */
const emptyPlaces = async (
  scratch: string,
  server: Server,
  name: string,
): Promise<readonly [StorePlace, ReturnType<typeof databaseAt>]> => {
  const database = `sitrep_${name}_${Date.now()}`
  await makeDatabase(server.url, database)
  return [
    { kind: 'sqlite', file: join(scratch, `${database}.db`) },
    databaseAt(server.url, database),
  ]
}
