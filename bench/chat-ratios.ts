import type { Spread } from './chat-figures.ts'
import type { Results } from './chat-results.ts'
import type { Fate, Step } from './chat-step.ts'
import { kinds } from './chat-texts.ts'
import { ratio } from './measure.ts'
import { type Cell, printTable } from './table.ts'

/** Where both bots were asked at the same rate. */
export const printRatios = ({ runs }: Results): void => {
  const pairs = runs.flatMap(({ bot, by, steps }) => {
    const plain = runs.find((run) => run.bot === 'plain' && run.by === by)
    return bot === 'plain' ? [] : pairsOf(steps, plain?.steps ?? [], by ?? '')
  })
  if (pairs.length === 0) return
  printTable(
    'Sitrep by the plain bot: how many times as long',
    ['by', 'a second', 'kind', 'ack p50 / p95 / p99', 'whole p50 / p95 / p99'],
    pairs.flatMap(({ by, ours, plain }) => [
      [by, ours.perSecond, 'all', ...ratios(ours, plain)],
      ...kinds.map((kind): Cell[] => [
        by,
        ours.perSecond,
        kind,
        ...ratios(ours.byKind[kind], plain.byKind[kind]),
      ]),
    ]),
  )
}

const pairsOf = (ours: readonly Step[], theirs: readonly Step[], by: string) =>
  ours
    .filter(({ replacedEvery }) => replacedEvery === undefined)
    .flatMap((one) => {
      const plain = theirs.find(({ perSecond }) => perSecond === one.perSecond)
      return plain ? [{ by, ours: one, plain }] : []
    })

const ratios = (ours: Fate, plain: Fate): Cell[] => [
  times(ours.ack, plain.ack),
  times(ours.whole, plain.whole),
]

const times = (ours: Spread, theirs: Spread): string =>
  (['p50', 'p95', 'p99'] as const).map((at) => ratio(ours[at], theirs[at])).join(' / ')
