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
export const judge = ({ runs }: Results): Cell[][] => {
  const steps = runs.flatMap((run) => (run.bot === 'sitrep' ? run.steps : []))
  const at = (perSecond: number) => steps.filter((step) => step.perSecond === perSecond)
  return [...at(100).flatMap(usual), ...at(300).flatMap(tooMuch), ...steps.map(flat)]
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
    `${refused} refused, ${open} over 10 s`,
    open === 0,
  ),
]

const flat = ({ perSecond, memory: { live } }: Step): Cell[] =>
  line(
    `at ${perSecond}/s memory flat: what is live, from half time on`,
    `${live.half} to ${live.end} MB`,
    live.end - live.half <= flatWithinMb,
  )
