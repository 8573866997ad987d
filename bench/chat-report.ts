import { printRatios } from './chat-ratios.ts'
import type { Results, Run } from './chat-results.ts'
import type { Fate, Step } from './chat-step.ts'
import { judge } from './chat-targets.ts'
import { kinds } from './chat-texts.ts'
import { type Cell, printTable } from './table.ts'

export const printResults = (results: Results): void => {
  const { node, cores, size, seconds } = results
  console.log(`Node ${node}, ${cores} cores, ${size} briefings, ${seconds} s in all`)
  const rows = results.runs.flatMap(({ steps, ...run }) =>
    steps.map((step) => ({ step, first: firstCells(run, step) })),
  )
  printTable(
    'Interactions, ms from the dispatch: acknowledgement, and the whole answer where there was one',
    [...firstHead, ...fateHead],
    rows.map(({ first, step }) => [...first, ...fateCells(step)]),
  )
  printTable(
    'By kind',
    [...firstHead, 'kind', ...fateHead],
    rows.flatMap(({ first, step }) =>
      kinds.map((kind) => [...first, kind, ...fateCells(step.byKind[kind])]),
    ),
  )
  printTable(
    'Processes',
    [...firstHead, ...processHead],
    rows.map(({ first, step }) => [...first, ...processCells(step)]),
  )
  printRatios(results)
  printLogged(results)
  printTable('Targets', ['target', 'measured', ''], judge(results))
}

const firstHead = ['bot', 'by', 'a second', 'a connection replaced every, s']

const firstCells = ({ bot, by }: Pick<Run, 'bot' | 'by'>, step: Step): Cell[] => [
  bot,
  by ?? '',
  step.perSecond,
  step.replacedEvery ?? '',
]

const fateHead = [
  'sent',
  'answered',
  'refused or nothing offered',
  'not acknowledged in 3 s',
  'no answer',
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

const processCells = ({ memory, loop, cores, late }: Step): Cell[] => [
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
    ['bot', 'by', 'line', 'times'],
    runs.flatMap(({ bot, by, logged }) =>
      Object.entries(logged).map(([said, count]): Cell[] => [bot, by ?? '', said, count]),
    ),
  )
