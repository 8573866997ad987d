import { faultsIn, type Verdict } from '../check/checker.ts'
import type { Promised } from '../check/invariants.ts'
import type { SoakReport } from './run.ts'

/** Whether everything was as promised. */
export const isKept = ({ verdict }: SoakReport): boolean => faultsIn(verdict).length === 0

/** What happened, in figures. */
export const figures = (report: SoakReport): string => {
  const { verdict, troubles, violations } = report
  const count = (name: Promised): string => `${verdict[name].length} ${name}`
  const { occurrences, accepted, editions, unknown } = verdict
  const doubtful = Object.values(unknown).reduce((sum, one) => sum + one, 0)
  return [
    `${occurrences} occurrences: ${said(editions)}`,
    `${accepted} messages accepted, ${troubles} requests disturbed, ${violations.length} broke a platform's rules${violations.length > 0 ? `: ${[...new Set(violations)].join(', ')}` : ''}`,
    sayKills(report),
    [count('duplicates'), count('lost'), count('out of order'), count('leaked')].join(', '),
    `${doubtful} unknown${doubtful > 0 ? `: ${said(unknown)}` : ''}`,
  ].join('\n')
}

const said = (counts: Verdict['editions']): string =>
  Object.entries(counts)
    .sort(([, one], [, other]) => other - one)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ')

const sayKills = ({ kills, frozen, restarts: { fast, kill } }: SoakReport): string => {
  const apart = kills.slice(1).map(({ at }, nth) => at - (kills[nth]?.at ?? 0))
  const sending = kills.filter(({ underway }) => underway > 0).length
  const leading = kills.filter(({ isLeading }) => isLeading).length
  return [
    `${kills.length} kills, one every ${middle(apart)} ms, after ${middle(kills.map(({ age }) => age))} ms of work (medians)`,
    `${sending} with a message under way, ${leading} while planning or leading a lane; ${frozen} frozen`,
    ...(fast + kill > 0 ? [`database restarted ${fast} times, killed ${kill} times`] : []),
  ].join('; ')
}

const middle = (numbers: readonly number[]): number =>
  Math.round(numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0)
