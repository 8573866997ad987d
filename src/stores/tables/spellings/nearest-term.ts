import { allowed, slips } from '#core/near'
import { isStopTerm } from '#core/terms'

/** A term and how many briefings hold it. */
export type Held = [term: string, briefings: number]

/** Some terms of a wall. `letters` tells at a glance which of them cannot be near; there may be many thousands. */
export type Page = { terms: string[]; briefings: Uint32Array; letters: Int32Array }

const wordlike = /^\p{L}{4,64}$/u

/** Whether a term may be taken for a misspelt one, or for the one that was meant: four letters or more, no digits. */
export const isWordlike = (term: string): boolean => wordlike.test(term)

/** The stemmer writes "military" as "militari", but leaves the y of "militray". */
const written = (term: string): string => (term.endsWith('y') ? `${term.slice(0, -1)}i` : term)

/** A bit for each letter a term has. */
const lettersOf = (term: string): number => {
  let bits = 0
  for (let at = 0; at < term.length; at += 1) bits |= 1 << (term.charCodeAt(at) & 31)
  return bits
}

/** How many bits are set; in pairs, in fours, in eights, and those added up. */
const bitsIn = (bits: number): number => {
  const pairs = bits - ((bits >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** Without words like "where", which nobody means to look for. */
export const pageOf = (held: readonly Held[]): Page => {
  const kept = held.filter(([term]) => isWordlike(term) && !isStopTerm(term))
  return {
    terms: kept.map(([term]) => term),
    briefings: Uint32Array.from(kept, ([, briefings]) => briefings),
    letters: Int32Array.from(kept, ([term]) => lettersOf(written(term))),
  }
}

/** Endings the stemmer cuts off, but leaves where they are misspelt; in shorter ones a slip could be any letter. */
const endings = [
  'abiliti',
  'ation',
  'ment',
  'ness',
  'able',
  'ance',
  'ence',
  'ing',
  'ion',
  'iti',
  'ive',
]

/** What may have been meant by a term, and how many slips that leaves for the rest. */
type Reading = { text: string; letters: number; counted: number; left: number }

/** A term as it stands, and without each ending that is one slip off: "deploymnet" is "deploy" to the stemmer. */
const readingsOf = (term: string): Reading[] => {
  const whole = written(term)
  const stubs = endings.flatMap((ending) =>
    [-1, 0, 1]
      .map((more) => whole.length - ending.length - more)
      .filter((at) => at >= 4 && slips(whole.slice(at), ending) === 1)
      .map((at) => whole.slice(0, at)),
  )
  return [...new Set([term, ...stubs])].map((one) => {
    const text = written(one)
    const counted = one === term ? 0 : 1
    return { text, letters: lettersOf(text), counted, left: allowed(term.length) - counted }
  })
}

/** Letters alone tell most terms apart: a wrong one takes one away and brings another. */
const isFar = (reading: Reading, letters: number): boolean =>
  bitsIn(reading.letters ^ letters) > 2 * reading.left

/** The slips between a reading and a term, or undefined where they are too many. */
const slipsTo = ({ text, counted, left }: Reading, term: string): number | undefined => {
  if (Math.abs(term.length - text.length) > left) return undefined
  const wrong = slips(written(term), text)
  return wrong <= left ? wrong + counted : undefined
}

/** Places of near terms on a page, each with its slips by the reading that needs fewest. */
const nearOn = ({ terms, letters }: Page, readings: readonly Reading[]): Map<number, number> => {
  const found = new Map<number, number>()
  for (const reading of readings)
    for (let at = 0; at < terms.length; at += 1) {
      if (isFar(reading, letters[at]!)) continue
      const wrong = slipsTo(reading, terms[at]!)
      if (wrong !== undefined) found.set(at, Math.min(wrong, found.get(at) ?? wrong))
    }
  return found
}

type Near = { term: string; wrong: number; briefings: number }

/** The nearest of the terms of some walls to one that none of them has; of equally near ones that of more briefings. */
export const nearestTerm = (term: string, pages: readonly Page[]): string | undefined => {
  const readings = readingsOf(term)
  const near = new Map<string, Near>()
  for (const page of pages)
    for (const [at, wrong] of nearOn(page, readings)) {
      const known = page.terms[at]!
      const elsewhere = near.get(known)?.briefings ?? 0
      near.set(known, { term: known, wrong, briefings: page.briefings[at]! + elsewhere })
    }
  return [...near.values()].sort(better)[0]?.term
}

const better = (a: Near, b: Near): number =>
  a.wrong - b.wrong || b.briefings - a.briefings || (a.term < b.term ? -1 : 1)
