import { flatness } from './lookups.ts'
import { megabytes } from './measure.ts'
import type { Results } from './results.ts'
import { type Cell, printTable } from './table.ts'
import { judge } from './targets.ts'

const both = ({ p50, p95 }: { p50: number; p95: number }): string => `${p50} / ${p95}`

export const printResults = (results: Results): void => {
  console.log(`Node ${results.node}, ${results.cores} cores, ${results.seconds} s in all`)
  printLookups(results)
  printSearches(results)
  printImports(results)
  printProcesses(results)
  printTable('Targets at the largest size', ['target', 'measured', ''], judge(results))
}

const printLookups = ({ lookups }: Results): void => {
  const sizes = [...new Set(lookups.map(({ size }) => size))]
  const names = [...new Set(lookups.map(({ name }) => name))]
  printTable(
    'Reads, p50 / p95 in ms, all sizes taking turns (commands write the ledger too)',
    ['read', ...sizes.map(String), 'flatness'],
    names.map((name): Cell[] => [
      name,
      ...sizes.map((size) => both(lookups.find((one) => one.name === name && one.size === size)!)),
      flatness(lookups, name),
    ]),
  )
}

const printSearches = ({ searches }: Results): void =>
  printTable(
    'Search, p50 / p95 in ms: plain FTS5 in this thread, MiniSearch timed inside its own process, all taking turns',
    ['words', 'briefings', 'ours', 'FTS5', 'MiniSearch', 'ours/FTS5', 'ours/MiniSearch'],
    searches.map(({ kind, size, ours, fts, mini, toFts, toMini }) => [
      kind,
      size,
      ...[ours, fts, mini, toFts, toMini].map(both),
    ]),
  )

const printImports = ({ imports }: Results): void =>
  printTable(
    'Import into an empty store',
    ['briefings', 'a second', 'longest block, ms', 'of it own work, ms', 'by'],
    imports.map(({ size, perSecond, block, way }) => [
      size,
      perSecond,
      block.longest,
      block.cpu,
      way,
    ]),
  )

const printProcesses = ({ firsts, memories, minis, searchBlocks }: Results): void =>
  printTable(
    'Processes',
    [
      'briefings',
      'first answer, ms',
      'its first output',
      'slowest of 7',
      'memory, MB',
      'highest',
      'block in searches, ms',
      'own work',
      'MiniSearch build, s',
      'MB',
    ],
    firsts.map(({ size, exit, output, slowest }): Cell[] => {
      const memory = memories.find((one) => one.size === size)!
      const block = searchBlocks.find((one) => one.size === size)!
      const mini = minis.find((one) => one.size === size)!
      return [
        size,
        exit,
        output,
        slowest,
        megabytes(memory.rss),
        megabytes(memory.highest),
        block.longest,
        block.cpu,
        mini.buildSeconds,
        mini.megabytes,
      ]
    }),
  )
