import { featureNames } from './features.ts'
import { softmax } from './first.ts'

/** Sentences with their features, which briefing each is from, and what holds for all of them. */
export type Rows = {
  features: readonly ArrayLike<number>[]
  of: readonly number[]
  about: readonly number[]
}

/** How many sentences are looked at again. */
export const mostAgain = 12

/** Features that mean more beside the best of the others. */
const compared = `share shareWithTitle around bm25 inOrder four fourByLength begun nearness
  local localWithTitle three fourInBriefing exact byPlace weighedPairs rated ratedWithTitle
  ratedWithBefore ratedInBriefing ratedBm25`
  .split(/\s+/)
  .map((name) => featureNames.indexOf(name))

const far = 9

/**
 * The best sentences by their first score, each with its features, with how it stands against the others,
 * and with what holds for the whole list: what the trees read.
 */
export const rowsAgain = ({ features, of, about }: Rows, firsts: readonly number[]) => {
  const order = firsts.map((_, at) => at).sort((a, b) => at(firsts, b) - at(firsts, a) || a - b)
  const index = order.slice(0, mostAgain)
  const shares = softmax(firsts)
  const top = at(firsts, order[0] ?? 0)
  const briefings = byBriefing(of, firsts, shares)
  const bests = compared.map((f) => Math.max(...index.map((one) => features[one]?.[f] ?? 0)))
  const rows = index.map((one, rank) => {
    const first = at(firsts, one)
    const mine = briefings.get(at(of, one))
    const stranger = order.find((other) => of[other] !== of[one])
    const beside = (other: number) => (of[other] === of[one] ? at(firsts, other) - first : -far)
    const row = features[one] ?? []
    return [
      ...Array.from(row),
      first,
      first - top,
      rank,
      at(shares, one),
      at(shares, order[0] ?? 0),
      (mine?.best ?? first) - first,
      mine?.share ?? 0,
      beside(one - 1),
      beside(one + 1),
      stranger === undefined ? far : first - at(firsts, stranger),
      first - (order[1] === undefined ? top - far : at(firsts, order[1])),
      index.filter((other) => of[other] === of[one]).length,
      ...about,
      ...compared.map((f, k) => (row[f] ?? 0) - at(bests, k)),
    ]
  })
  return { index, rows }
}

const at = (values: readonly number[], index: number): number => values[index] ?? 0

const byBriefing = (
  of: readonly number[],
  firsts: readonly number[],
  shares: readonly number[],
) => {
  const found = new Map<number, { best: number; share: number }>()
  of.forEach((briefing, one) => {
    const { best, share } = found.get(briefing) ?? { best: Number.NEGATIVE_INFINITY, share: 0 }
    found.set(briefing, {
      best: Math.max(best, at(firsts, one)),
      share: share + at(shares, one),
    })
  })
  return found
}
