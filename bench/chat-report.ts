import { printRatios } from './chat-ratios.ts'
import type { Results } from './chat-results.ts'
import type { Fate, Step } from './chat-step.ts'
import { judge } from './chat-targets.ts'
import { kinds } from './chat-texts.ts'
import { type Cell, printTable } from './table.ts'

export const printResults = (results: Results): void => {
  const { node, cores, size, seconds } = results
  console.log(`Node ${node}, ${cores} cores, ${size} briefings, ${seconds} s in all`)
  const rows = results.runs.flatMap(({ bot, steps }) => steps.map((step) => ({ bot, step })))
  printTable(
    'Interactions, ms from the dispatch: acknowledgement, and the whole answer where there was one',
    ['bot', 'a second', ...fateHead],
    rows.map(({ bot, step }) => [bot, step.perSecond, ...fateCells(step)]),
  )
  printTable(
    'By kind',
    ['bot', 'a second', 'kind', ...fateHead],
    rows.flatMap(({ bot, step }) =>
      kinds.map((kind) => [bot, step.perSecond, kind, ...fateCells(step.byKind[kind])]),
    ),
  )
  printTable(
    'Processes',
    processHead,
    rows.map(({ bot, step }) => [bot, ...processCells(step)]),
  )
  printRatios(results)
  printLogged(results)
  printTable('Targets', ['target', 'measured', ''], judge(results))
}

const fateHead = [
  'sent',
  'answered',
  'refused or nothing offered',
  'no ack in 3 s',
  'over 10 s',
  'ack p50 / p95 / p99 / p99.9 / most',
  'whole p50 / p95 / p99 / most',
]

const fateCells = ({ sent, answered, refused, failed, open, ack, whole }: Fate): Cell[] => [
  sent,
  answered,
  refused,
  failed,
  open,
  [ack.p50, ack.p95, ack.p99, ack.p999, ack.most].join(' / '),
  [whole.p50, whole.p95, whole.p99, whole.most].join(' / '),
]

const processHead = [
  'bot',
  'a second',
  'memory at first / half / last, MB',
  'live heap',
  'loop late p99, ms',
  'most',
  'cores, bot',
  'generator',
  'others',
  'asked late p99, ms',
  'most',
]

const processCells = ({ perSecond, memory, loop, cores, late }: Step): Cell[] => [
  perSecond,
  course(memory.rss),
  course(memory.live),
  loop.p99,
  loop.most,
  cores.bot,
  cores.generator,
  cores.others,
  late.p99,
  late.most,
]

const course = ({ begin, half, end }: Step['memory']['rss']): string =>
  [begin, half, end].join(' / ')

const printLogged = ({ runs }: Results): void =>
  printTable(
    'Logged from warn up',
    ['bot', 'line', 'times'],
    runs.flatMap(({ bot, logged }) =>
      Object.entries(logged).map(([said, count]): Cell[] => [bot, said, count]),
    ),
  )
