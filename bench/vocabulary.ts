/** Words of European security in the order of how often they are used; made-up words follow them. */
const written = `security Europe states forces defence government report military allies countries
  minister exercise Russia support policy decision border capability Ukraine command member
  threat budget region agreement officials summit war leadership council deterrence troops
  commission air naval operation strategy readiness weapons Baltic sanctions missile intelligence
  treaty industry procurement deployment infrastructure cyber Poland Germany France Britain Nordic
  Finland Sweden Norway Estonia Latvia Lithuania Romania Arctic Atlantic Black Sea ammunition
  artillery drone satellite radar airspace patrol frigate submarine battalion brigade corps
  headquarters logistics mobility rail bridge port cable pipeline energy gas grid sabotage
  disinformation election parliament coalition veto ratification funding loan tender contract
  shipyard factory output stockpile reserve conscription training interoperability standard
  enlargement neutrality guarantee ceasefire negotiation envoy mediation observer verification
  inspection arms control nuclear posture doctrine escalation resilience civil preparedness
  evacuation shelter hospital vaccine migration asylum frontier guard coast smuggling terrorism
  extremism police court warrant extradition espionage embassy expulsion diplomat consulate`

const real = written.split(/\s+/)

const glueWords = `the of and to in a that for is on with by as at from it are an be which this has
  not was have its but their will or more also after been would who than new other between
  over under about into during against through before within while where both such these`.split(
  /\s+/,
)

const onsets = ['b', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 't', 'v', 'z', 'st', 'tr']
const rimes = ['a', 'an', 'o', 'or', 'u', 'ik', 'em', 'al']
const syllables = onsets.flatMap((onset) => rimes.map((rime) => onset + rime))

const madeUp = (rank: number): string => {
  let word = ''
  for (let rest = rank + syllables.length; rest > 0; rest = Math.floor(rest / syllables.length))
    word = syllables[rest % syllables.length] + word
  return `${word}x`
}

/** So many that, as in real text, a store of any size keeps meeting new names and numbers. */
const size = 250_000

/** A number from 0 up to, but not including, 1. */
export type Chance = () => number

/** The same numbers for the same seed, everywhere (mulberry32). */
export const seeded = (seed: number): Chance => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const pick = <T>(chance: Chance, from: readonly T[]): T =>
  from[Math.floor(chance() * from.length)]!

/** Ranks by Zipf's law: the n-th word comes 1/n as often as the first. */
const zipf = (chance: Chance, most: number): number => Math.floor((most + 1) ** chance()) - 1

/** A word that means something; the offset takes the very commonest ones out, as glue words have them. */
export const contentWord = (chance: Chance): string => {
  const rank = zipf(chance, size)
  return real[rank] ?? madeUp(rank)
}

export const glueWord = (chance: Chance): string =>
  glueWords[zipf(chance, glueWords.length)] ?? 'the'
