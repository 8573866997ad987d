import { flatness } from './lookups.ts'
import { megabytes } from './measure.ts'
import type { Results } from './results.ts'
import type { Search } from './searches.ts'
import type { Cell } from './table.ts'

const line = (target: string, measured: string, isReached: boolean): Cell[] => [
  target,
  measured,
  isReached ? 'reached' : 'MISSED',
]

/** Every target of the design beside what was measured at the largest size. */
export const judge = (results: Results): Cell[][] => {
  const { searches, imports, searchBlocks, firsts, memories, lookups } = results
  const largest = Math.max(...firsts.map(({ size }) => size))
  const at = <T extends { size: number }>(of: readonly T[]): T | undefined =>
    of.find(({ size }) => size === largest)
  const search = (kind: string) => searches.find((one) => one.kind === kind && one.size === largest)
  const worst = [...imports.map(({ block }) => block), ...searchBlocks]
    .map(({ cpu }) => cpu)
    .sort((a, b) => b - a)[0]
  const memory = megabytes(at(memories)?.rss ?? 0)
  const first = at(firsts)?.exit ?? Number.NaN
  return [
    ...searchLines('common', 1.5, 0, search),
    ...searchLines('middling', 8, 10, search),
    ...searchLines('rare', 2, 2, search),
    line('no block of the main thread over 30 ms', `${worst} ms`, (worst ?? 0) <= 30),
    line('first answer under 600 ms', `${first} ms`, first < 600),
    line('memory under 250 MB', `${memory} MB`, memory < 250),
    ...['/brief <topic>', '/latest', '/latest <topic>'].map((name) => {
      const flat = flatness(lookups, name)
      return line(`${name} flat: under 1.5x the smallest store`, `${flat}x`, flat < 1.5)
    }),
  ]
}

const searchLines = (
  kind: string,
  mostTimes: number,
  mostMs: number,
  search: (kind: string) => Search | undefined,
): Cell[][] =>
  [kind, `${kind}, two words`].flatMap((name) => {
    const found = search(name)
    if (!found) return []
    const isReached = found.toFts.p50 <= mostTimes || found.ours.p50 <= mostMs
    const target = `${name}: ${mostTimes}x FTS5${mostMs > 0 ? ` or ${mostMs} ms` : ''}`
    return [line(target, `${found.toFts.p50}x, ${found.ours.p50} ms`, isReached)]
  })
