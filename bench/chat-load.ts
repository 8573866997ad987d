import { setTimeout as pause } from 'node:timers/promises'
import { anyWish, type Kind, type Texts, type Wish } from './chat-texts.ts'
import { type Chance, seeded } from './vocabulary.ts'

/** One interaction: milliseconds from its dispatch to the acknowledgement and to the whole answer. */
export type Sample = { kind: Kind; outcome: Outcome; ack?: number; whole?: number }
/** `failed` is what was not acknowledged in time; `open` what was, and had no answer yet. */
export type Outcome = 'open' | 'answered' | 'refused' | 'failed'

/** Asks one thing on a platform as somebody there, and notes what becomes of it. */
export type Ask = (wish: Wish, chance: Chance) => Sample

export type Rate = {
  perSecond: number
  seconds: number
  /** Seconds after which the platform replaces a connection of the bot's, again and again. */
  replacedEvery?: number
}

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
  ask: Ask,
  texts: Texts,
  { perSecond, seconds }: Rate,
): Promise<Loaded> => {
  const chance = seeded(perSecond)
  const samples: Sample[] = []
  const late: number[] = []
  const began = performance.now()
  for (let due = 0; due < seconds * 1_000; due += gap(chance, perSecond)) {
    const early = began + due - performance.now()
    if (early > 0) await pause(Math.ceil(early))
    late.push(performance.now() - began - due)
    samples.push(ask(anyWish(texts, chance), chance))
  }
  const until = performance.now() + longestWaitMs
  while (samples.some(({ outcome }) => outcome === 'open') && performance.now() < until)
    await pause(50)
  return { samples, late }
}

/** Milliseconds between two who know nothing of each other (exponential). */
const gap = (chance: Chance, perSecond: number): number =>
  (-Math.log(1 - chance()) * 1_000) / perSecond
