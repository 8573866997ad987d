import type { Results } from './scale-results.ts'
import { type Cell, printTable } from './table.ts'

export const printResults = (results: Results): void => {
  const { node, cores, seconds, reads, planning, claims } = results
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
      'Claiming and settling, with nothing in between',
      ['store', 'processes', 'deliveries a second', 'claimed twice', 'a claim, ms', 'settling, ms'],
      claims.map((one) => [
        ...[one.store, one.processes, one.perSecond, one.doubled, one.claimMs, one.settleMs],
      ]),
    )
  printTable('Targets', ['target', 'measured', ''], judge(results))
}

const line = (target: string, measured: string, isReached: boolean): Cell[] => [
  target,
  measured,
  isReached ? 'reached' : 'MISSED',
]

const judge = ({ reads, claims }: Results): Cell[][] => {
  const largest = Math.max(...reads.map(({ size }) => size))
  const asked = reads.filter(({ size, kind }) => size === largest && /^search|^ask/.test(kind))
  const shared = claims.filter(({ store }) => store === 'postgres')
  const [alone] = shared.filter(({ processes }) => processes === 1)
  const doubled = claims.reduce((sum, one) => sum + one.doubled, 0)
  return [
    ...asked.map(({ kind, p95 }) =>
      line(`${kind} at ${largest.toLocaleString('en')}: p95 under 4x SQLite's`, `${p95}x`, p95 < 4),
    ),
    ...(alone
      ? [line('over 1,500 deliveries a second', `${alone.perSecond}`, alone.perSecond > 1_500)]
      : []),
    ...(claims.length > 0 ? [line('nothing claimed twice', `${doubled}`, doubled === 0)] : []),
  ]
}
