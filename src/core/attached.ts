import { UserError } from './errors.ts'
import { shortened } from './words.ts'

/** A file somebody has sent with a message, as the platform tells of it: nothing of it is certain yet. */
export type Attached = { name: string; type?: string; bytes?: number; url: string }

/**
 * What came of fetching a file. `elsewhere` is not the platform's own place, or leads away from it; `refused`
 * is when the bot may not read files there.
 */
export type Fetched =
  | { kind: 'fetched'; bytes: Uint8Array }
  | { kind: 'too large' | 'elsewhere' | 'refused' | 'late' }
  | { kind: 'failed'; why: string }

/** A briefing is far smaller; what is larger is not even fetched. */
export const mostBytes = 256_000

const endings = /\.(?:md|markdown|txt)$/i
const types = ['text/markdown', 'text/plain']

/** Throws UserError for a file that, by what is said of it, is none to fetch. */
export const refuseUnread = ({ name, type = '', bytes }: Attached): void => {
  const [kind = ''] = type.toLowerCase().split(';')
  if (!endings.test(name.trim()) && !types.includes(kind.trim()))
    throw new UserError(
      'I read briefings as Markdown files, and this is none. Send one that ends in .md, .markdown or .txt.',
    )
  if (bytes === 0) throw empty()
  if (bytes !== undefined && bytes > mostBytes) throw tooLarge()
}

/** The text of a file that was fetched. Throws UserError where there is none. */
export const textOf = (fetched: Fetched): string => {
  switch (fetched.kind) {
    case 'fetched':
      return decoded(fetched.bytes)
    case 'too large':
      throw tooLarge()
    case 'elsewhere':
      throw new UserError(
        'It lies elsewhere, and I fetch files from nowhere but here. Send the file itself.',
      )
    case 'refused':
      throw new UserError(
        'I may not read files here yet. Whoever runs Sitrep can change that: "sitrep doctor" says how.',
      )
    case 'late':
      throw new UserError('It took too long to arrive. Send it again in a while.')
    case 'failed':
      throw new UserError(`It could not be fetched (${fetched.why}). Send it again in a while.`)
  }
}

const tooLarge = (): UserError =>
  new UserError(
    `It is larger than ${mostBytes / 1_000} kB, the most that I read. Send a shorter one.`,
  )

const empty = (): UserError => new UserError('It is empty. Save it once more, then send it again.')

/** Strictly, so that nothing is shown that nobody wrote; a text holds no character of number 0. */
const decoded = (bytes: Uint8Array): string => {
  const text = readUtf8(bytes)
  if (text === undefined || text.includes('\0'))
    throw new UserError('It is no text in UTF-8. Save it as one, then send it again.')
  if (text.trim() === '') throw empty()
  return text
}

const readUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** A file as it is called in a reply, whatever path or line break its name holds. */
export const nameOf = ({ name }: Attached): string => shortened(name) || 'a file without a name'

/** Whether what was written beside a file asks for something of its own. */
export const asksBeside = (text: string): boolean => /^\s*\/|\?/.test(text)
