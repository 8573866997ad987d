import type { Command } from './command.ts'
import type { Invoked } from './reply.ts'
import { parseLine } from './usage.ts'
import { visible } from './visible.ts'

/**
 * What a person would type for what a button does, as short as it can be read back: the first option
 * bare where that is enough (`/brief nato`), the others by name (`/latest page:2`).
 */
export const writeLine = (invoked: Invoked, commands: readonly Command[]): string => {
  const options = Object.entries(invoked.options).map(([name, value]): [string, string] => [
    name,
    visible(value).trim(),
  ])
  const [first, ...others] = options
  const head = `/${visible(invoked.command)}`
  const bare = [head, ...(first ? [first[1]] : []), ...others.map(byName)].join(' ')
  return first === undefined || readsBack(bare, options, commands)
    ? bare
    : [head, ...options.map(byName)].join(' ')
}

const quotes = /["“”]/g
const oneWord = /^[^\s"“”]+$/u

// No quote can stand inside quotes; an apostrophe looks the same.
const byName = ([name, value]: readonly [string, string]): string =>
  oneWord.test(value) ? `${name}:${value}` : `${name}:"${value.replace(quotes, '’')}"`

const readsBack = (
  line: string,
  options: readonly [string, string][],
  commands: readonly Command[],
): boolean => {
  try {
    const read = parseLine(line, commands).options
    const isSame = options.every(([name, value]) => read[name] === value)
    return isSame && Object.keys(read).length === options.length
  } catch {
    return false
  }
}
