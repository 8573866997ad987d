import { isStopTerm } from '#core/terms'
import type { Ranked } from './ranker.ts'

/** How much two sentences must share to be about the same thing. */
const alike = 0.35

const tellingOf = ({ sentence }: Ranked): Set<string> =>
  new Set(
    sentence.text.tokens
      .filter(({ term, isNumber }) => !isNumber && !isStopTerm(term))
      .map(({ term }) => term),
  )

/** What it writes in digits and was not asked with. */
const figuresOf = ({ sentence }: Ranked, asked: ReadonlySet<string>): Set<string> =>
  new Set(
    sentence.text.tokens
      .map(({ term }) => term)
      .filter((term) => /\d/.test(term) && !asked.has(term)),
  )

const sharedOf = (one: ReadonlySet<string>, other: ReadonlySet<string>): number => {
  const both = [...one].filter((term) => other.has(term)).length
  return both / Math.max(1, Math.min(one.size, other.size))
}

/** Whether two sentences of different briefings say the same of the same thing but for its figures. */
export const disagree = (one: Ranked, other: Ranked, asked: ReadonlySet<string>): boolean => {
  if (one.sentence.of === other.sentence.of) return false
  const [mine, theirs] = [figuresOf(one, asked), figuresOf(other, asked)]
  if (mine.size === 0 || theirs.size === 0) return false
  if ([...mine].some((figure) => theirs.has(figure))) return false
  return sharedOf(tellingOf(one), tellingOf(other)) >= alike
}
