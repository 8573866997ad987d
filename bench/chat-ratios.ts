import type { Spread } from './chat-figures.ts'
import type { Results } from './chat-results.ts'
import type { Fate } from './chat-step.ts'
import { kinds } from './chat-texts.ts'
import { ratio } from './measure.ts'
import { type Cell, printTable } from './table.ts'

/** Where both bots were asked at the same rate. */
export const printRatios = ({ runs }: Results): void => {
  const of = (name: string) => runs.find(({ bot }) => bot === name)?.steps ?? []
  const pairs = of('plain').flatMap((plain) =>
    of('sitrep').flatMap((ours) => (ours.perSecond === plain.perSecond ? [{ ours, plain }] : [])),
  )
  if (pairs.length === 0) return
  printTable(
    'Sitrep by the plain bot: how many times as long',
    ['a second', 'kind', 'ack p50 / p95 / p99', 'whole p50 / p95 / p99'],
    pairs.flatMap(({ ours, plain }) => [
      [ours.perSecond, 'all', ...ratios(ours, plain)],
      ...kinds.map((kind): Cell[] => [
        ours.perSecond,
        kind,
        ...ratios(ours.byKind[kind], plain.byKind[kind]),
      ]),
    ]),
  )
}

const ratios = (ours: Fate, plain: Fate): Cell[] => [
  times(ours.ack, plain.ack),
  times(ours.whole, plain.whole),
]

const times = (ours: Spread, theirs: Spread): string =>
  (['p50', 'p95', 'p99'] as const).map((at) => ratio(ours[at], theirs[at])).join(' / ')
