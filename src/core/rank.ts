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

/** The terms of one text: title, BLUF, then one line a sentence, separated by line feeds. */
export type Wording = string

const saturation = 1.2
const lengthWeight = 0.4
// A constant, not the store's average: an average would move with every briefing that is added.
const usualLength = 180
const fieldWeights = [3, 2]
const bodyWeight = 1

/** Inverse document frequency, never negative. */
export const idf = ({ visible, holding }: Counts, key: string): number => {
  const count = holding.get(key) ?? 0
  return Math.log(1 + (Math.max(visible, count) - count + 0.5) / (count + 0.5))
}

/**
 * How well a text fits what is asked: 0 for not at all, without an upper end. `match` gives the asked
 * key of a term of the text, `keys` are all of them.
 */
export const score = (
  wording: Wording,
  keys: readonly string[],
  match: (term: string) => string | undefined,
  counts: Counts,
): number => {
  const weights = new Map(keys.map((key) => [key, 0]))
  let length = 0
  wording.split('\n').forEach((line, at) => {
    const weight = fieldWeights[at] ?? bodyWeight
    for (const term of line.split(' ')) {
      length += 1
      const key = match(term)
      if (key !== undefined) weights.set(key, (weights.get(key) ?? 0) + weight)
    }
  })
  const norm = saturation * (1 - lengthWeight + (lengthWeight * length) / usualLength)
  let sum = 0
  for (const [key, weight] of weights)
    sum += (idf(counts, key) * weight * (saturation + 1)) / (weight + norm)
  return sum
}
