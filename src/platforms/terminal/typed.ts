import type { Button } from '#core/reply'
import { visible } from '#core/visible'

/** What to type for what a button does: `/latest topic:nato since:"2 November"`. */
export const typed = ({ command, options }: Pick<Button, 'command' | 'options'>): string => {
  const given = Object.entries(options).map(([name, value]) => [name, visible(value)] as const)
  // Only free words hold quotes, and free words may stand bare, where their quotes keep their meaning.
  const bare = given.find(([, value]) => mayStandBare(value))
  const keyed = given.filter((option) => option !== bare)
  const words = [...(bare ? [bare[1].trim()] : []), ...keyed.map(written)]
  return [`/${visible(command)}`, ...words].join(' ')
}

// The reader of lines takes curly quotes for straight ones: phones write them.
const quotes = /["“”]/g
const key = /(?:^|[\s"“”])\p{L}+[:=]/u
const oneWord = /^[^\s"“”]+$/u

const mayStandBare = (value: string): boolean => {
  const count = value.match(quotes)?.length ?? 0
  return count > 0 && count % 2 === 0 && !key.test(value)
}

const written = ([name, value]: readonly [string, string]): string =>
  oneWord.test(value)
    ? `${visible(name)}:${value}`
    : `${visible(name)}:"${value.replace(quotes, '’')}"`
