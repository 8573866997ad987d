import type { Asked } from './query.ts'

/**
 * The one order of hits, for every store: BM25 over title, BLUF and body as weighted fields (BM25F).
 * What it knows of other briefings comes only from rows the viewer may see, so that a hidden briefing
 * cannot change an order or a score.
 */
export type Counts = {
  /** Briefings the viewer may see. */
  visible: number
  /** How many of them hold each asked key (core/query.ts). */
  holding: ReadonlyMap<string, number>
}

/** A briefing's terms, field by field, each term between blanks. */
export type Fields = { title: string; bluf: string; body: string }

/**
 * What the ranker keeps of a briefing: how many terms it has, then each with its weight over the
 * fields, as in ` 214 nato:5 bergen:3 `. Looking a term up in it is one search of a short string.
 */
export type Bag = string

const saturation = 1.2
const lengthWeight = 0.4
// A constant, not the store's average: an average would move with every briefing that is added.
const usualLength = 180
const fieldWeights: Record<keyof Fields, number> = { title: 3, bluf: 2, body: 1 }

export const bagOf = (fields: Fields): Bag => {
  const weights = new Map<string, number>()
  let length = 0
  for (const name of ['title', 'bluf', 'body'] as const)
    for (const term of fields[name].split(' ')) {
      length += 1
      weights.set(term, (weights.get(term) ?? 0) + fieldWeights[name])
    }
  return ` ${length} ${[...weights].map(([term, weight]) => `${term}:${weight} `).join('')}`
}

const numberAt = (bag: Bag, at: number): number => Number(bag.slice(at, bag.indexOf(' ', at)))

const weightOf = (bag: Bag, term: string): number => {
  const at = bag.indexOf(` ${term}:`)
  return at < 0 ? 0 : numberAt(bag, at + term.length + 2)
}

const weightOfBegun = (bag: Bag, starts: string): number => {
  let sum = 0
  for (let at = bag.indexOf(` ${starts}`); at >= 0; at = bag.indexOf(` ${starts}`, at + 1))
    sum += numberAt(bag, bag.indexOf(':', at) + 1)
  return sum
}

const weightOfAsked = (bag: Bag, { clause }: Asked): number =>
  clause.kind === 'term'
    ? weightOf(bag, clause.term)
    : clause.whole.reduce(
        (sum, term) => sum + weightOf(bag, term),
        weightOfBegun(bag, clause.starts),
      )

/** Inverse document frequency, never negative. */
export const idf = ({ visible, holding }: Counts, key: string): number => {
  const count = holding.get(key) ?? 0
  return Math.log(1 + (Math.max(visible, count) - count + 0.5) / (count + 0.5))
}

/** How well a briefing fits what is asked: 0 for not at all, without an upper end. */
export const score = (bag: Bag, wanted: readonly Asked[], counts: Counts): number => {
  const norm = saturation * (1 - lengthWeight + (lengthWeight * numberAt(bag, 1)) / usualLength)
  return wanted.reduce((sum, one) => {
    const weight = weightOfAsked(bag, one)
    return sum + (idf(counts, one.key) * weight * (saturation + 1)) / (weight + norm)
  }, 0)
}

type Rankable = { bag: Bag; published: string; slug: string }

/** Best first; what fits equally well, newest first; then by name, so that the order is total. */
export const ranked = <T extends Rankable>(
  rows: readonly T[],
  wanted: readonly Asked[],
  counts: Counts,
): { row: T; score: number }[] =>
  rows
    .map((row) => ({ row, score: score(row.bag, wanted, counts) }))
    .sort(
      (a, b) =>
        b.score - a.score ||
        compare(b.row.published, a.row.published) ||
        compare(a.row.slug, b.row.slug),
    )

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
