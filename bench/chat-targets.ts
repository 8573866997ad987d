import type { Results } from './chat-results.ts'
import type { Step } from './chat-step.ts'
import type { Cell } from './table.ts'

/**
 * Megabytes that the heap may gain in the second half of the time and still count as flat. The process
 * itself grows and shrinks by a third as V8 sees fit.
 */
const flatWithinMb = 5

const line = (target: string, measured: string, isReached: boolean): Cell[] => [
  target,
  measured,
  isReached ? 'reached' : 'MISSED',
]

/** Every target of the design beside what was measured; a rate that was left out has none. */
export const judge = ({ runs }: Results): Cell[][] =>
  runs.flatMap(({ bot, by, steps }) => {
    const judged = bot === 'sitrep' ? steps.flatMap(judgeStep) : []
    return judged.map(([target, ...others]): Cell[] => [
      by ? `${by}: ${target}` : `${target}`,
      ...others,
    ])
  })

const judgeStep = (step: Step): Cell[][] => {
  if (step.replacedEvery) return [...replaced(step), flat(step)]
  const atRate: Record<number, (step: Step) => Cell[][]> = { 100: usual, 300: tooMuch }
  return [...(atRate[step.perSecond]?.(step) ?? []), flat(step)]
}

const usual = ({ ack, whole, refused, failed, open }: Step): Cell[][] => [
  line('at 100/s ack p99.9 under 500 ms', `${ack.p999} ms`, ack.p999 < 500 && failed === 0),
  line('at 100/s whole answer p95 under 1.5 s', `${whole.p95} ms`, whole.p95 < 1_500),
  line(
    'at 100/s all are answered',
    `${refused + failed + open} not`,
    refused + failed + open === 0,
  ),
]

const tooMuch = ({ ack, failed, refused, open }: Step): Cell[][] => [
  line('at 300/s no ack over 3 s', `${failed} of ${ack.count + failed}`, failed === 0),
  line(
    'at 300/s all are answered or refused kindly',
    `${refused} refused, ${open} without an answer`,
    open === 0,
  ),
]

/** What is not acknowledged in time was lost, or would be acknowledged too late. */
const replaced = ({ perSecond, ack, failed, byKind: { suggestions } }: Step): Cell[][] => [
  line(
    `at ${perSecond}/s while connections are replaced nothing lost, no ack over 3 s`,
    `${failed - suggestions.failed} commands, ${suggestions.failed} suggestions; at most ${ack.most} ms`,
    failed === 0,
  ),
]

const flat = ({ perSecond, memory: { live } }: Step): Cell[] =>
  line(
    `at ${perSecond}/s memory flat: what is live, from half time on`,
    `${live.half} to ${live.end} MB`,
    live.end - live.half <= flatWithinMb,
  )
