import { distance } from 'fastest-levenshtein'
import { oneSpelling } from './terms.ts'

/** A name as it is compared: one case, one spelling, no punctuation or marks. */
export const folded = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map(oneSpelling)
    .join(' ')

/** The last rank of a name that holds what was typed as it stands. */
const begun = 2

/** In a shorter name a wrong letter makes another name: "us" is not "eu". */
const shortestMisspelt = 3

/** Wrong letters that still count as the same word meant: one in four, and one that was left out; three at most. */
export const allowed = (length: number): number =>
  Math.min(3, Math.max(1, Math.floor((length + 1) / 4)))

/** Letters typed wrong; two in each other's place are one slip. */
export const slips = (a: string, b: string): number => {
  const wrong = distance(a, b)
  return wrong === 2 && sorted(a) === sorted(b) ? 1 : wrong
}

const sorted = (word: string): string => [...word].sort().join('')

/**
 * The things whose names are nearest to what was typed, best first; only near ones.
 * A name that begins as typed, or has a word that does, comes before a misspelt one.
 */
export const nearest = <T>(
  typed: string,
  things: readonly T[],
  namesOf: (thing: T) => readonly string[],
  most = 3,
): T[] => {
  const wanted = folded(typed.slice(0, 100))
  if (wanted === '') return []
  const rank = (name: string): number => {
    const known = folded(name)
    if (known === wanted) return 0
    if (known.startsWith(wanted)) return 1
    if (wanted.length > 1 && ` ${known}`.includes(` ${wanted}`)) return 2
    if (known.length < shortestMisspelt) return Number.POSITIVE_INFINITY
    // A misspelt word inside a longer name is a weaker sign than a misspelt name.
    const inside = known.split(' ').map((word) => slips(word, wanted) + 1)
    const wrong = Math.min(slips(known, wanted), ...(wanted.includes(' ') ? [] : inside))
    return wrong <= allowed(wanted.length) ? 2 + wrong : Number.POSITIVE_INFINITY
  }
  const ranked = things
    .map((thing) => ({ thing, rank: Math.min(...namesOf(thing).map(rank)) }))
    .filter(({ rank: found }) => found < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank)
  // Who has typed the beginning of a name has not misspelt another.
  const isBegun = (ranked[0]?.rank ?? begun + 1) <= begun
  return ranked
    .filter(({ rank: found }) => !isBegun || found <= begun)
    .slice(0, most)
    .map(({ thing }) => thing)
}
