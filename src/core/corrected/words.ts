import { highlight } from '../highlight.ts'
import { type Inline, plain, text } from '../reply.ts'
import { terms } from '../terms.ts'
import type { Pair } from './align.ts'

/** A stretch of a text that is to say something else; without `to` it was taken out. */
export type Range = Pair & { start: number; end: number; isGone?: true }

const isWord = (letter: string | undefined): boolean => /[\p{L}\p{N}]/u.test(letter ?? '')

/** Whether what stands there stands by itself, and is no part of a longer word. */
const isWhole = (words: string, start: number, end: number): boolean =>
  !(isWord(words[start - 1]) && isWord(words[start])) &&
  !(isWord(words[end - 1]) && isWord(words[end]))

/** Every place where a string stands in a text. */
export const placesOf = <P extends Pair>(words: string, pair: P): (P & Range)[] => {
  const found: (P & Range)[] = []
  for (
    let start = words.indexOf(pair.from);
    start >= 0;
    start = words.indexOf(pair.from, start + 1)
  ) {
    const end = start + pair.from.length
    if (pair.from === '') break
    if (isWhole(words, start, end)) found.push({ ...pair, start, end })
  }
  return found
}

/** Of ranges that overlap the one that begins first, of those the longest. */
export const apart = <R extends Range>(ranges: readonly R[]): R[] => {
  const kept: R[] = []
  for (const range of ranges.toSorted((a, b) => a.start - b.start || b.end - a.end))
    if (range.start >= (kept.at(-1)?.end ?? 0)) kept.push(range)
  return kept
}

/** The same text with other words in some stretches; what stands in strong there stays so. */
export const rewritten = (shown: readonly Inline[], ranges: readonly Range[]): Inline[] => {
  const changing = ranges.filter(({ from, to }) => from !== to)
  if (changing.length === 0) return [...shown]
  const result: Inline[] = []
  let at = 0
  for (const range of changing) {
    const before = between(shown, range.start, range.end)
    result.push(...between(shown, at, range.start), ...instead(before, range))
    at = range.end
  }
  return [...result, ...between(shown, at, plain(shown).length)]
}

/** What stands from one place up to another. */
const between = (shown: readonly Inline[], from: number, to: number): Inline[] => {
  let start = 0
  return shown.flatMap((one): Inline[] => {
    const words = text(one)
    const part = words.slice(Math.max(0, from - start), Math.max(0, to - start))
    start += words.length
    if (part === '') return []
    return [typeof one === 'string' ? part : { ...one, text: part }]
  })
}

const instead = (before: readonly Inline[], { from, to, isGone }: Range): Inline[] => {
  // A link would lead on to what must go.
  if (isGone && to !== undefined) return [to]
  if (to === undefined) return [{ kind: 'strike', text: from }, ' (taken out)']
  const [only, second] = before
  if (only !== undefined && second === undefined)
    return [typeof only === 'string' ? to : { ...only, text: to }]
  const strong = before.filter((one) => typeof one !== 'string' && one.kind === 'strong')
  const asked = new Set(strong.flatMap((one) => terms(text(one))))
  return highlight(to, (term) => asked.has(term))
}
