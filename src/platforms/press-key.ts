import { createHash } from 'node:crypto'
import type { Invoked } from '#core/reply'

/** What a press runs, as it is carried: at hand, or kept under a key. */
export type Carried = { invoked: Invoked } | { kept: string }

/** The same for the same command and options, so that keeping it again costs nothing. */
export const keyOf = ({ command, options }: Invoked): string =>
  createHash('sha256')
    .update(JSON.stringify([command, Object.entries(options).sort()]))
    .digest('base64url')
    .slice(0, 16)

/** `brief?subject=nato` */
export const written = ({ command, options }: Invoked): string => {
  const query = new URLSearchParams(options).toString()
  return `${command}${query && `?${query}`}`
}

/** `~` and the key under which it is kept. */
export const writtenKey = (invoked: Invoked): string => `~${keyOf(invoked)}`

/** Reads what `written` or `writtenKey` wrote. */
export const readWritten = (words: string): Carried => {
  if (words.startsWith('~')) return { kept: words.slice(1) }
  const [command = '', query = ''] = words.split('?', 2)
  return { invoked: { command, options: Object.fromEntries(new URLSearchParams(query)) } }
}
