import { once } from 'node:events'
import { addAbortSignal, type Readable, type Writable } from 'node:stream'
import type { Invoked, Reply } from '#core/reply'
import { visible } from '#core/visible'
import { piped } from './piped.ts'
import { prompt, prompted } from './prompted.ts'
import { render } from './render.ts'

export type Terminal = {
  /** Shows a reply, then answers line by line. Resolves at the end of the input or of the output. */
  run(opening: Reply): Promise<void>
}

export type TerminalOptions = {
  input: Readable & { isTTY?: boolean }
  output: Writable & { isTTY?: boolean; columns?: number }
  /** Gets what went wrong, with its stack, when `answer` rejects. */
  errors?: Writable
  answer(line: string): Promise<Reply>
  /** What to type for what a button does. */
  write(invoked: Invoked): string
  /** Whole lines that a half-typed one could become. */
  complete(line: string): Promise<string[]>
  /** Whether to paint; without it, only where the output is a terminal. */
  colour?: boolean
  /** Columns to write for where the output does not know its own. */
  suggestWidth?: number
}

/** One character more than any question may have, so that `answer` can refuse what is longer. */
const longestLine = 10_001
const longestEcho = 200

/** A person at a keyboard, or lines from a pipe, answered one after another. */
export const createTerminal = (options: TerminalOptions): Terminal => ({
  async run(opening) {
    const { input, output } = options
    const { say, gone } = voice(output)
    await say(`${shown(opening, options)}\n\n`)
    const echo = (line: string) => (input.isTTY ? '' : `${prompt}${shortened(line)}\n`)
    try {
      for await (const line of lines(options, gone)) {
        if (isEnd(line) || gone.aborted) break
        if (visible(line).trim() === '') continue
        await say(`${echo(line)}\n`)
        await say(`${await answered(line.slice(0, longestLine), options)}\n\n`)
      }
    } catch (error) {
      // An input that breaks has ended. So has one that was closed because nobody reads on.
      if (!gone.aborted) report(error, options)
    }
  },
})

const lines = ({ input, output, complete }: TerminalOptions, gone: AbortSignal) =>
  input.isTTY
    ? prompted({ input, output, complete, signal: gone })
    : piped(addAbortSignal(gone, input), longestLine)

const isEnd = (line: string): boolean => /^(?:exit|quit)$/i.test(line.trim())

/** Writes no faster than it is read, and falls silent for good when nobody reads: `npm start | head`. */
const voice = (output: Writable) => {
  const ended = new AbortController()
  const end = () => ended.abort()
  output.on('error', end).on('close', end)
  const gone = ended.signal
  const say = async (text: string): Promise<void> => {
    if (gone.aborted || output.write(text)) return
    await once(output, 'drain', { signal: gone }).catch(() => undefined)
  }
  return { say, gone }
}

const answered = async (line: string, options: TerminalOptions): Promise<string> => {
  try {
    return shown(await options.answer(line), options)
  } catch (error) {
    report(error, options)
    return 'Something went wrong here, and this has no answer. Ask again, or see /help.'
  }
}

const report = (error: unknown, { errors }: TerminalOptions): void => {
  errors?.write(`${error instanceof Error ? error.stack : String(error)}\n`)
}

const shown = (
  reply: Reply,
  { output, colour, write, suggestWidth = 80 }: TerminalOptions,
): string =>
  render(reply, {
    width: Math.min(100, Math.max(40, output.columns ?? suggestWidth)),
    colour: colour ?? output.isTTY === true,
    write,
  })

const shortened = (line: string): string => {
  const characters = [...visible(line)]
  return characters.length > longestEcho
    ? `${characters.slice(0, longestEcho - 1).join('')}…`
    : characters.join('')
}
