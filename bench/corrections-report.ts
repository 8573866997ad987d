import type { Cost, Results } from './corrections-results.ts'
import { type Cell, printTable } from './table.ts'

export const printResults = (results: Results): void => {
  const { node, cores, seconds, run, plain, share, latencyMs, lane } = results
  console.log(`Node ${node}, ${cores} cores, ${seconds} s in all`)
  console.log(
    `The platform answers after ${latencyMs} ms, within Discord's limits; the lane has ${lane}/s.`,
  )
  if (run) {
    printTable(
      'One correction, pressed in a chat; requests as the platform saw them',
      [
        ...['messages', 'channels', 'edits + posts', 'a second', 'all out, s'],
        ...['first edit, ms', 'first post, ms', 'too many', 'refused', 'left', 'twice'],
        ...['cores', 'memory, MB'],
      ],
      [
        [
          ...[run.messages, run.channels, `${run.edits} + ${run.posts}`, run.perSecond],
          ...[run.seconds, run.firstEdit, run.firstPost, run.tooMany, run.refused],
          ...[run.left, run.twice, run.cores, run.memory],
        ],
      ],
    )
    printTable(
      'What the bot logged',
      ['line', 'times'],
      Object.entries(run.logged).map(([said, times]): Cell[] => [said, times]),
    )
  }
  if (plain)
    printTable(
      'A loop that edits one message after the other, with discord.js alone',
      ['seconds', 'edits', 'a second', 'too many'],
      [[plain.seconds, plain.edits, plain.perSecond, plain.tooMany]],
    )
  if (share)
    printTable(
      'Milliseconds for each message, where the platform takes no time',
      ['at a time', 'messages', 'planning', 'sending', 'of which it waits for the store'],
      [
        ['one', share.sent, share.alone.planning, share.alone.sending, share.alone.waited],
        ['as in a lane', share.sent, share.lane.planning, share.lane.sending, share.lane.waited],
      ],
    )
  printTable('Targets', ['target', 'measured', ''], judge(results))
}

const line = (target: string, measured: string, isReached: boolean): Cell[] => [
  target,
  measured,
  isReached ? 'reached' : 'MISSED',
]

/** Every target of the design beside what was measured; a step that was left out has none. */
const judge = ({ run, plain, share, lane }: Results): Cell[][] => [
  ...(run
    ? [
        line(
          `at least 97 % of ${lane}/s`,
          percent(run.perSecond / lane),
          run.perSecond / lane >= 0.97,
        ),
        ...(plain
          ? [['beside a loop with discord.js alone', times(run.perSecond / plain.perSecond), '']]
          : []),
        line('publish to first post under 1 s', `${run.firstPost} ms`, run.firstPost < 1_000),
        ...run.alerts.map(({ name, ms }) => {
          const most = Math.max(...ms)
          return line(`FLASH ${name} within 2 s`, `${most} ms at most`, most <= 2_000)
        }),
        line(
          'every message, and nothing twice',
          `${run.left} left, ${run.twice} twice`,
          run.left + run.twice === 0,
        ),
        line('nothing refused as too many', `${run.tooMany}`, run.tooMany === 0),
      ]
    : []),
  ...(share ? [storeLine(share.lane)] : []),
]

/** With all that Sitrep does beside it, so that the store has less than this. */
const storeLine = ({ planning, sending }: Cost): Cell[] => {
  const ms = planning + sending
  return line('the store under 5 ms for each message, in a lane', `${ms.toFixed(2)} ms`, ms < 5)
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
const times = (ratio: number): string => `${ratio.toFixed(2)}x`
