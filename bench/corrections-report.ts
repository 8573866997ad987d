import type { Alone } from './corrections-alone.ts'
import { type Cell, printTable } from './table.ts'

export type Travel = {
  edits: number
  posts: number
  perSecond: number
  lost: number
  twice: number
  tooMany: number
  refused: number
  /** Milliseconds from publishing, by another process, to the first that was accepted. */
  first: number
  flash: number[]
}
export type Plain = { perSecond: number; tooMany: number; seconds: number }
export type Results = { travel?: Travel; plain?: Plain; alone?: Alone }

/** Of Discord's 50 a second a bot of ours takes so many. */
const lane = 45

const fixed = (value: number): number => Number(value.toFixed(2))

/** What was measured, and beside it the targets. */
export const printResults = (found: Results): void => {
  const { travel, plain, alone } = found
  if (travel) {
    const { edits, posts, perSecond, lost, twice, tooMany, refused, first, flash } = travel
    printTable(
      'A correction of what stands in many channels, as Discord saw it',
      [
        'changed',
        'posted',
        'a second',
        'lost',
        'twice',
        'too many',
        'refused',
        'first, ms',
        'FLASH, ms',
      ],
      [[edits, posts, fixed(perSecond), lost, twice, tooMany, refused, first, flash.join(' ')]],
    )
  }
  if (plain)
    printTable(
      `A loop with discord.js alone, the first ${plain.seconds} s, edits only`,
      ['a second', 'too many'],
      [[fixed(plain.perSecond), plain.tooMany]],
    )
  if (alone)
    printTable(
      'With a platform that takes everything at once: store, planning and composing',
      ['messages', 'ms a message', 'publish to first, ms'],
      [[alone.messages, fixed(alone.perMessage), fixed(alone.first)]],
    )
  printTable('Targets', ['target', 'measured', ''], judge(found))
}

const line = (target: string, measured: string, isReached: boolean): Cell[] => [
  target,
  measured,
  isReached ? 'reached' : 'MISSED',
]

const judge = ({ travel, plain, alone }: Results): Cell[][] => [
  ...(travel ? judgeTravel(travel) : []),
  ...(travel && plain
    ? [['beside a loop with discord.js alone', `${fixed(travel.perSecond / plain.perSecond)}x`, '']]
    : []),
  ...(alone
    ? [
        line(
          'our share under 5 ms a message',
          `${fixed(alone.perMessage)} ms`,
          alone.perMessage < 5,
        ),
        line(
          'publish to first message under 1 s',
          `${Math.round(alone.first)} ms`,
          alone.first < 1_000,
        ),
      ]
    : []),
]

const judgeTravel = ({ perSecond, flash, lost, twice }: Travel): Cell[][] => {
  const share = (100 * perSecond) / lane
  const slowest = Math.max(...flash)
  return [
    line(`at least 97 % of ${lane}/s`, `${share.toFixed(1)} %`, share >= 97),
    line('FLASH in the middle within 2 s', `${slowest} ms at most`, slowest <= 2_000),
    line('nothing lost, nothing twice', `${lost} lost, ${twice} twice`, lost + twice === 0),
  ]
}
