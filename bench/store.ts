import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Store } from '#core/store'
import { buildStore, type Import, openStore } from './build.ts'
import { measureLookups } from './lookups.ts'
import { type Block, megabytes } from './measure.ts'
import { openMini } from './minisearch.ts'
import { buildPlainFts, openPlainFts } from './plain-fts.ts'
import { type FirstAnswer, firstAnswer, type Memory, memoryAfter } from './processes.ts'
import { printResults } from './report.ts'
import type { Results } from './results.ts'
import { measureSearches, questionsOf, type Search } from './searches.ts'
import { chooseWords, type Words } from './words.ts'

const results = fileURLToPath(new URL('./results/', import.meta.url))

type Files = { size: number; store: string; plain: string }

/** Builds stores of several sizes, measures what a user waits for, and prints it beside the targets. */
export const runStoreBenchmark = async (args: string[]): Promise<void> => {
  const { sizes, folder, isKept } = optionsOf(args)
  const began = performance.now()
  try {
    const measured = await measure(folder, sizes)
    const seconds = Math.round((performance.now() - began) / 1_000)
    const all: Results = {
      at: new Date().toISOString(),
      node: process.versions.node,
      cores: cpus().length,
      seconds,
      ...measured,
    }
    printResults(all)
    mkdirSync(results, { recursive: true })
    writeFileSync(join(results, 'store.json'), `${JSON.stringify(all, null, 2)}\n`)
  } finally {
    if (!isKept) rmSync(folder, { recursive: true })
  }
}

/** `--keep FOLDER` builds there once and uses it again; imports are then not measured anew. */
const optionsOf = (args: string[]) => {
  const options = {
    sizes: { type: 'string', default: '1000,10000,100000' },
    keep: { type: 'string' },
  } as const
  const { values } = parseArgs({ args, options })
  const sizes = values.sizes.split(',').map(Number)
  if (sizes.some((size) => !Number.isSafeInteger(size) || size < 100))
    throw new Error('--sizes is a list of whole numbers from 100 up, like 1000,10000')
  if (values.keep) mkdirSync(values.keep, { recursive: true })
  const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'sitrep-bench-'))
  return { sizes, folder, isKept: values.keep !== undefined }
}

const say = (text: string): void =>
  console.error(`${new Date().toISOString().slice(11, 19)} ${text}`)

const measure = async (folder: string, sizes: readonly number[]) => {
  const imports: Import[] = []
  const all: Files[] = []
  for (const size of sizes) {
    const files = filesOf(folder, size)
    all.push(files)
    if (existsSync(files.plain)) continue
    say(`building ${size}`)
    imports.push(await buildStore(folder, files.store, size))
    buildPlainFts(files.store, files.plain)
  }
  say('reading at all sizes')
  const stores = new Map<number, Store>()
  for (const { size, store } of all) stores.set(size, await openStore(store))
  const lookups = await measureLookups(stores)
  for (const store of stores.values()) await store.close()

  const words = new Map(all.map(({ size, store, plain }) => [size, chooseWords(store, plain)]))
  const searches: Search[] = []
  const searchBlocks: (Block & { size: number })[] = []
  const minis: { size: number; buildSeconds: number; megabytes: number }[] = []
  const firsts: (FirstAnswer & { size: number })[] = []
  const memories: (Memory & { size: number })[] = []
  for (const files of all) {
    const { size } = files
    const own = words.get(size)!
    say(`first answer and memory at ${size}`)
    firsts.push({ size, ...(await firstAnswer(files.store, questionOf(own))) })
    memories.push({ size, ...(await memoryAfter(files.store, linesOf(own), 10)) })
    say(`searching at ${size}`)
    const found = await searchAll(files, own)
    searches.push(...found.searches)
    searchBlocks.push({ size, ...found.block })
    minis.push({ size, ...found.mini })
  }
  return { imports, lookups, searches, searchBlocks, minis, firsts, memories }
}

const filesOf = (folder: string, size: number): Files => ({
  size,
  store: join(folder, `store-${size}.db`),
  plain: join(folder, `plain-${size}.db`),
})

const questionOf = (words: Words): string =>
  `When does ${questionsOf(words)[0]?.join(' and ')} happen?`

/** Twenty lines of all commands. */
const linesOf = (words: Words): string[] => {
  const { common, middling, rare } = words
  const searched = [common, middling, rare].flatMap(({ one, two }) => [...one.slice(0, 2), two[0]!])
  return [
    ...searched.map((word) => `/search ${word}`),
    ...questionsOf(words)
      .slice(0, 4)
      .map((asked) => `/ask When does ${asked.join(' and ')} happen?`),
    ...['/latest', '/latest nato', '/brief russia', '/brief nato', '/brief briefing-7'],
    ...['/latest corrected', '/latest page:3'],
  ]
}

const searchAll = async ({ store: file, plain, size }: Files, words: Words) => {
  const mini = await openMini(plain)
  const fts = openPlainFts(plain)
  const store = await openStore(file)
  try {
    const found = await measureSearches({ store, fts, mini }, words, size)
    const built = {
      buildSeconds: Math.round(mini.buildMs / 100) / 10,
      megabytes: megabytes(mini.rss),
    }
    return { ...found, mini: built }
  } finally {
    mini.close()
    fts.close()
    await store.close()
  }
}
