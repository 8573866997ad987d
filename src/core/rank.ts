/**
 * The one order of hits, for every store: BM25 over title, BLUF and body as weighted fields (BM25F).
 * What it knows of other briefings comes only from rows the viewer may see, so that a hidden briefing
 * cannot change an order or a score.
 */
export type Counts = {
  /** Briefings the viewer may see. */
  visible: number
  /** How many of them hold each term. */
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
export const idf = ({ visible, holding }: Counts, term: string): number => {
  const count = holding.get(term) ?? 0
  return Math.log(1 + (Math.max(visible, count) - count + 0.5) / (count + 0.5))
}

/** How well a text fits the asked terms: 0 for not at all, without an upper end. */
export const score = (wording: Wording, asked: readonly string[], counts: Counts): number => {
  const weights = new Map(asked.map((term) => [term, 0]))
  let length = 0
  wording.split('\n').forEach((line, at) => {
    const weight = fieldWeights[at] ?? bodyWeight
    for (const term of line.split(' ')) {
      length += 1
      const before = weights.get(term)
      if (before !== undefined) weights.set(term, before + weight)
    }
  })
  const norm = saturation * (1 - lengthWeight + (lengthWeight * length) / usualLength)
  let sum = 0
  for (const [term, weight] of weights)
    sum += (idf(counts, term) * weight * (saturation + 1)) / (weight + norm)
  return sum
}
