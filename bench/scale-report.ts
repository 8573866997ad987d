import type { Results } from './scale-results.ts'
import { type Cell, printTable } from './table.ts'

export const printResults = (results: Results): void => {
  const { node, cores, seconds, reads, planning, claims, commands, failover } = results
  console.log(`Node ${node}, ${cores} cores, ${seconds} s in all`)
  if (reads.length > 0)
    printTable(
      'Reading: ms, p50 / p95, and PostgreSQL as so many times SQLite',
      ['briefings', 'what', 'SQLite', 'PostgreSQL', 'p50', 'p95'],
      reads.map(({ size, kind, sqlite, postgres, p50, p95 }) => [
        ...[size, kind, `${sqlite.p50} / ${sqlite.p95}`, `${postgres.p50} / ${postgres.p95}`],
        ...[p50, p95],
      ]),
    )
  if (planning.length > 0)
    printTable(
      'Planning what comes due in one minute',
      ['store', 'digests', 'due', 'seconds', 'longest block, ms', 'a look at none, ms p50 / p95'],
      planning.map(({ store, digests, due, seconds: took, block, idle }) => [
        ...[store, digests, due, took, block.cpu, `${idle.after.p50} / ${idle.after.p95}`],
      ]),
    )
  if (claims.length > 0)
    printTable(
      'Deliveries through the store, with nobody to wait for',
      [
        ...['store', 'work', 'processes', 'deliveries a second', 'claimed twice'],
        ...['a claim, ms', 'settling, ms'],
      ],
      claims.map((one) => [
        ...[one.store, one.work, one.processes, one.perSecond, one.doubled],
        ...[one.claimMs, one.settleMs],
      ]),
    )
  if (commands.length > 0)
    printTable(
      'Asking faster than can be answered, 4 shards; the people and Discord share these cores',
      [
        ...[
          'store',
          'replicas',
          'asked a second',
          'answered a second',
          'answered',
          'refused kindly',
        ],
        ...['without an answer', 'ack p95, ms', 'answer p95, ms'],
      ],
      commands.map((one) => [
        ...[one.store, one.replicas, one.asked, one.perSecond, one.answered, one.refused],
        ...[one.failed, one.ack, one.whole],
      ]),
    )
  if (failover) printFailover(failover)
  printTable('Targets', ['target', 'measured', ''], judge(results))
}

const printFailover = (one: NonNullable<Results['failover']>): void => {
  printTable(
    `${one.replicas} replicas, who sends is killed ${one.killed.length} times`,
    ['channels', 'requests', 'a second', '429s in 1,000', 'lost', 'twice'],
    [[one.channels, one.requests, one.perSecond, one.tooMany.perThousand, one.lost, one.twice]],
  )
  printTable(
    'Seconds after kill -9 until',
    ['another posts', 'all shards are heard by'],
    one.killed.map(({ posting, listening }) => [posting, listening]),
  )
}

const line = (target: string, measured: string, isReached: boolean): Cell[] => [
  target,
  measured,
  isReached ? 'reached' : 'MISSED',
]

const judge = ({ reads, claims, failover }: Results): Cell[][] => {
  const times = failover?.killed.flatMap(({ posting, listening }) => [posting, listening]) ?? []
  const slowest = Math.max(...times)
  const largest = Math.max(...reads.map(({ size }) => size))
  const asked = reads.filter(({ size, kind }) => size === largest && /^search|^ask/.test(kind))
  const alone = claims.filter(({ store, processes }) => store === 'postgres' && processes === 1)
  const doubled = claims.reduce((sum, one) => sum + one.doubled, 0)
  return [
    ...asked.map(({ kind, p95 }) =>
      line(`${kind} at ${largest.toLocaleString('en')}: p95 under 4x SQLite's`, `${p95}x`, p95 < 4),
    ),
    ...alone.map(({ work, perSecond }) =>
      line(`over 1,500 deliveries a second: ${work}`, `${perSecond}`, perSecond > 1_500),
    ),
    ...(claims.length > 0 ? [line('nothing claimed twice', `${doubled}`, doubled === 0)] : []),
    ...(failover
      ? [
          line('back under 30 s', `${slowest} s`, times.length > 0 && slowest < 30),
          line(
            'at most 1 429 in 1,000',
            `${failover.tooMany.perThousand}`,
            failover.tooMany.perThousand <= 1,
          ),
          line(
            'nothing lost or doubled',
            `${failover.lost} and ${failover.twice}`,
            failover.lost + failover.twice === 0,
          ),
        ]
      : []),
  ]
}
