import type { Results } from './fanout-results.ts'
import { judge } from './fanout-targets.ts'
import { type Cell, printTable } from './table.ts'

export const printResults = (results: Results): void => {
  const { node, cores, seconds, runs } = results
  console.log(`Node ${node}, ${cores} cores, ${seconds} s in all`)
  if (runs.length > 0) {
    printRuns(results)
    printProcesses(results)
  }
  printPlanning(results)
  printTable('Targets', ['target', 'measured', ''], judge(results))
}

const printRuns = ({ runs, plain }: Results): void =>
  printTable(
    'All due in one minute; seconds from its beginning, requests as the platform saw them',
    [
      ...['what', 'channels', 'workspaces', 'planned, s', 'messages + threads + in them'],
      ...['a second', 'most in one', 'in the largest', 'refused', 'too many', 'in 1,000'],
      ...['other calls', 'each has one, s', 'all out, s', 'small by', 'lost', 'twice'],
    ],
    [
      ...runs.map((run): Cell[] => [
        ...[run.name, run.channels, run.workspaces, run.planned],
        ...[Object.values(run.kinds).join(' + '), run.perSecond, run.most.inAll],
        ...[run.most.workspace, run.refused, run.tooMany.count, run.tooMany.perThousand],
        ...[run.tooMany.others, run.first, run.last, run.small, run.lost, run.twice],
      ]),
      ...(plain
        ? [
            [
              ...[`discord.js alone, ${plain.seconds} s`, '', '', '', `${plain.requests}`],
              ...[plain.perSecond, '', '', '', plain.tooMany.count, plain.tooMany.perThousand],
            ],
          ]
        : []),
    ],
  )

const printProcesses = ({ runs }: Results): void => {
  printTable(
    'The bot: memory in MB, and by how many ms its main thread came late',
    [
      ...['what', 'memory at first / most / last', 'live heap', 'cores', 'late, p99', 'most'],
      'deliveries',
    ],
    runs.map(({ name, memory, cores, loop, states }) => [
      ...[name, [memory.begin, memory.most, memory.end].join(' / '), memory.live, cores],
      ...[loop.p99, loop.most],
      Object.entries(states)
        .map(([state, count]) => `${count} ${state}`)
        .join(', '),
    ]),
  )
  printTable(
    'Logged',
    ['what', 'line', 'times'],
    runs.flatMap(({ name, logged }) =>
      Object.entries(logged).map(([said, times]): Cell[] => [name, said, times]),
    ),
  )
}

const printPlanning = ({ planning }: Results): void => {
  if (!planning) return
  const { digests, due, seconds, block, idle } = planning
  const spread = ({ p50, p95, most }: typeof idle.before) => [p50, p95, most].join(' / ')
  printTable(
    'Planning alone; a look when nothing is due in ms, p50 / p95 / most',
    [
      ...['digests', 'due', 'seconds', 'longest block, ms', 'of it own work'],
      ...['idle', 'idle with so many on their way'],
    ],
    [[digests, due, seconds, block.longest, block.cpu, spread(idle.before), spread(idle.after)]],
  )
}
