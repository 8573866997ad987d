import type { Command } from './command.ts'
import type { Button } from './reply.ts'
import { parseLine } from './usage.ts'

type Invocation = Pick<Button, 'command' | 'options'>

/**
 * What a person would type for what a button does, as short as it can be read back: the first option
 * bare where that is enough (`/brief nato`), the rest by name (`/latest page:2`).
 */
export const writeLine = ({ command, options }: Invocation, commands: readonly Command[]): string => {
  const [first, ...rest] = Object.entries(options)
  const named = rest.map(byName)
  const bare = first && [`/${command}`, first[1], ...named].join(' ')
  return bare !== undefined && readsBack(bare, { command, options }, commands)
    ? bare
    : [`/${command}`, ...(first ? [byName(first)] : []), ...named].join(' ')
}

const quotes = /["“”]/g

// No quote can stand inside quotes; an apostrophe reads the same.
const byName = ([name, value]: [string, string]): string =>
  /[\s"“”]/.test(value) ? `${name}:"${value.replace(quotes, '’')}"` : `${name}:${value}`

const readsBack = (line: string, { command, options }: Invocation, commands: readonly Command[]): boolean => {
  try {
    const read = parseLine(line, commands)
    return read.command.name === command && isSame(read.options, options)
  } catch {
    return false
  }
}

const isSame = (a: Record<string, string>, b: Record<string, string>): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([name, value]) => b[name] === value)
