import type { Cores } from './chat-cores.ts'
import { type Spread, spreadOf } from './chat-figures.ts'
import type { Loaded, Outcome, Rate, Sample } from './chat-load.ts'
import type { Pulse } from './chat-probe.ts'
import { type Kind, kinds } from './chat-texts.ts'
import { median, megabytes } from './measure.ts'

/**
 * What became of some interactions; `open` are those without an answer when nobody waited any longer.
 * Milliseconds from the dispatch; `whole` of what was answered.
 */
export type Fate = Record<Outcome, number> & { sent: number; ack: Spread; whole: Spread }

/** MB at first, when half of the time was over, and at last: of the process, and of what its heap must hold. */
type Memory = Record<'rss' | 'live', { begin: number; half: number; end: number }>

/** One bot at one rate. */
export type Step = Rate &
  Fate & {
    byKind: Record<Kind, Fate>
    memory: Memory
    /** Milliseconds by which its event loop came late: the median second's p99, and the most. */
    loop: { p99: number; most: number }
    cores: Cores
    /** Milliseconds by which the generator asked too late. */
    late: Spread
  }

export const stepOf = (
  rate: Rate,
  { samples, late }: Loaded,
  pulses: readonly Pulse[],
  cores: Cores,
): Step => ({
  ...rate,
  ...fateOf(samples),
  byKind: Object.fromEntries(
    kinds.map((kind) => [kind, fateOf(samples.filter((one) => one.kind === kind))]),
  ) as Record<Kind, Fate>,
  ...processOf(pulses),
  cores,
  late: spreadOf(late),
})

export const fateOf = (samples: readonly Sample[]): Fate => {
  const many = (outcome: Outcome) => samples.filter((one) => one.outcome === outcome)
  const times = (of: readonly Sample[], what: 'ack' | 'whole') =>
    spreadOf(of.flatMap((one) => one[what] ?? []))
  const answered = many('answered')
  return {
    sent: samples.length,
    answered: answered.length,
    refused: many('refused').length,
    failed: many('failed').length,
    open: many('open').length,
    ack: times(samples, 'ack'),
    whole: times(answered, 'whole'),
  }
}

const processOf = (pulses: readonly Pulse[]) => {
  const most = Math.max(...pulses.map(({ delay }) => delay.most))
  const memory = pulses.map((one) => one.memory)
  return {
    memory: {
      rss: courseOf(memory.map(({ rss }) => rss)),
      live: courseOf(memory.map(({ live }) => live)),
    },
    loop: { p99: Math.round(median(pulses.map(({ delay }) => delay.p99))), most: Math.round(most) },
  }
}

const courseOf = (bytes: readonly number[]) => {
  const at = (share: number) =>
    megabytes(bytes[Math.floor((bytes.length - 1) * share)] ?? Number.NaN)
  return { begin: at(0), half: at(0.5), end: at(1) }
}
