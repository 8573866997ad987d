/** A character with the styles it is shown in, or something that is shown in place of characters. */
export type Token = string

/** Where words cannot be pressed, their address follows: `(<https://...>)`. */
export const withoutAddresses = (tokens: readonly Token[]): Token[] => {
  const isBeside = (at: number): boolean =>
    /^\( ?/.test(tokens[at - 1] ?? '') &&
    /^<http/.test(tokens[at] ?? '') &&
    /^\) ?/.test(tokens[at + 1] ?? '')
  return tokens.filter((_, at) => ![at - 1, at, at + 1].some(isBeside))
}

// Spaces move, marks pile up to a limit of their own, and what is unseen makes no difference.
const unseen = /[\s\p{M}\p{Default_Ignorable_Code_Point}─]/u

/** The letters of some words, each with its styles. */
export const words = (some: string, ...styles: string[]): Token[] =>
  [...some].filter((one) => !unseen.test(one)).map((one) => [one, ...styles].join(' '))

export type Expected = Token[] | { either: Expected[][] }

/** What of the expected is not seen where it should be; undefined if all is, and nothing else. */
export const missing = (tokens: readonly Token[], expected: readonly Expected[]): unknown => {
  let from: readonly number[] = [0]
  for (const one of expected) {
    const next = ends(tokens, [one], from)
    if (next.length === 0)
      return { expected: one, seen: from.map((at) => tokens.slice(at, at + 60)) }
    from = next
  }
  const isAll = from.includes(tokens.length)
  return isAll ? undefined : { expected: 'the end', seen: tokens.slice(Math.max(...from)) }
}

const ends = (
  tokens: readonly Token[],
  expected: readonly Expected[],
  starts: readonly number[],
): number[] =>
  expected.reduce<readonly number[]>(
    (from, one) => [...new Set(from.flatMap((start) => endsOf(tokens, one, start)))],
    starts,
  ) as number[]

const endsOf = (tokens: readonly Token[], expected: Expected, start: number): number[] => {
  if ('either' in expected) return expected.either.flatMap((one) => ends(tokens, one, [start]))
  return expected.every((token, at) => tokens[start + at] === token)
    ? [start + expected.length]
    : []
}

/** As it stands in a message. */
export const addressOf = (url: string): string =>
  new URL(url).href.replace(
    /[*~|`\\^'"()]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  )
