import type { Plain, Planning, Results, Run } from './fanout-results.ts'
import type { Cell } from './table.ts'

const line = (target: string, measured: string, isReached: boolean): Cell[] => [
  target,
  measured,
  isReached ? 'reached' : 'MISSED',
]

/** Every target of the design beside what was measured; a step that was left out has none. */
export const judge = ({ runs, plain, planning }: Results): Cell[][] => [
  ...runs.flatMap((run) => judgeRun(run, plain)),
  ...(planning ? judgePlanning(planning) : []),
]

const judgeRun = (run: Run, plain: Plain | undefined): Cell[][] => {
  const { name, isMain, mayHave, perSecond, tooMany, lost, twice, alerts, small, memory } = run
  const named = (target: string): string => `${name}: ${target}`
  const own: Cell[][] = [
    line(named('nothing lost, nothing twice'), `${lost} lost, ${twice} twice`, lost + twice === 0),
    line(
      named('at most 1 in 1,000 refused as too many'),
      `${tooMany.perThousand}`,
      tooMany.perThousand <= 1,
    ),
    ...alerts.map(({ name: where, ms }) => {
      const most = Math.max(...ms)
      return line(named(`FLASH ${where} within 2 s`), `${most} ms at most`, most <= 2_000)
    }),
    ...(isMain
      ? [line(named('small workspaces out in under half of it'), percent(small), small < 0.5)]
      : []),
    line(named('memory under 250 MB'), `${memory.most} MB`, memory.most < 250),
  ]
  if (mayHave === undefined) return own
  const share = perSecond / mayHave
  const lane = line(named(`at least 97 % of ${mayHave}/s`), percent(share), share >= 0.97)
  if (!plain) return [lane, ...own]
  const ratio = perSecond / plain.perSecond
  const times = `${ratio.toFixed(2)}x`
  return [lane, [named('beside a loop with discord.js alone'), times, ''], ...own]
}

const judgePlanning = ({ digests, due, seconds, block, idle }: Planning): Cell[][] => {
  const named = (target: string): string =>
    `Planning ${due.toLocaleString('en-GB')} of ${digests.toLocaleString('en-GB')}: ${target}`
  return [
    line(named('within 30 s'), `${seconds} s`, seconds <= 30),
    line(named('no block of the main thread over 50 ms'), `${block.cpu} ms`, block.cpu <= 50),
    line(named('an idle tick under 10 ms, p50'), `${idle.before.p50} ms`, idle.before.p50 < 10),
  ]
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
