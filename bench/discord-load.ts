import { setTimeout as pause } from 'node:timers/promises'
import type { Discord, Interaction } from '../tests/support/discord/index.ts'
import { type Answered, answeredOf } from './discord-answered.ts'
import { anyWish, type Kind, type Texts, type Wish } from './discord-texts.ts'
import { type Chance, pick, seeded } from './vocabulary.ts'

/** One interaction: milliseconds from its dispatch to the acknowledgement and to the whole answer. */
export type Sample = { kind: Kind; outcome: Outcome; ack?: number; whole?: number }
export type Outcome = 'open' | Answered | 'failed'

export type Rate = { perSecond: number; seconds: number }
export type Loaded = {
  samples: Sample[]
  /** Milliseconds by which each was sent later than it should have been. */
  late: number[]
}

const longestWaitMs = 20_000

/**
 * Asks at a rate whatever becomes of the questions before, as people do (Poisson arrivals), then waits
 * until all are answered or have had twenty seconds more.
 */
export const load = async (
  discord: Discord,
  askers: readonly Record<string, unknown>[],
  texts: Texts,
  { perSecond, seconds }: Rate,
): Promise<Loaded> => {
  const chance = seeded(perSecond)
  const ids = new Map(discord.commands().map(({ name, id }) => [name, id]))
  const samples: Sample[] = []
  const late: number[] = []
  const began = performance.now()
  for (let due = 0; due < seconds * 1_000; due += gap(chance, perSecond)) {
    const early = began + due - performance.now()
    if (early > 0) await pause(Math.ceil(early))
    late.push(performance.now() - began - due)
    const wish = anyWish(texts, chance)
    samples.push(send(discord, wish, { ...pick(chance, askers), ...dataOf(wish, ids) }))
  }
  const until = performance.now() + longestWaitMs
  while (samples.some(({ outcome }) => outcome === 'open') && performance.now() < until)
    await pause(50)
  return { samples, late }
}

/** Milliseconds between two who know nothing of each other (exponential). */
const gap = (chance: Chance, perSecond: number): number =>
  (-Math.log(1 - chance()) * 1_000) / perSecond

const dataOf = ({ kind, command, option, value }: Wish, ids: ReadonlyMap<unknown, unknown>) => {
  const isTyping = kind === 'autocomplete'
  const options = [{ type: 3, name: option, value, ...(isTyping && { focused: true }) }]
  return {
    type: isTyping ? 4 : 2,
    data: { id: ids.get(command), name: command, type: 1, options },
  }
}

const send = (discord: Discord, { kind }: Wish, payload: Record<string, unknown>): Sample => {
  const sample: Sample = { kind, outcome: 'open' }
  const sent = performance.now()
  discord.dispatchInteraction(payload, {
    ack: () => {
      sample.ack = performance.now() - sent
    },
    settled: (interaction: Interaction) => {
      sample.whole = performance.now() - sent
      sample.outcome = answeredOf(kind, interaction)
    },
    failed: () => {
      sample.outcome = 'failed'
    },
  })
  return sample
}
