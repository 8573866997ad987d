/** All that a model may say. */
export type Said = { answerable: boolean; sentenceIds: readonly number[] }

const mostSentences = 3

/**
 * The numbers that a model chose among so many sentences: none where it says that nothing answers,
 * undefined where what it says does not hold (a number that was not given, twice the same, too many, none).
 */
export const choiceOf = (
  { answerable, sentenceIds }: Said,
  count: number,
): number[] | undefined => {
  if (!answerable) return sentenceIds.length === 0 ? [] : undefined
  const isEachGiven = sentenceIds.every((id) => Number.isInteger(id) && id >= 0 && id < count)
  const isEachOnce = new Set(sentenceIds).size === sentenceIds.length
  const isFew = sentenceIds.length > 0 && sentenceIds.length <= mostSentences
  return isEachGiven && isEachOnce && isFew ? [...sentenceIds] : undefined
}
