import { createInterface } from 'node:readline/promises'
import type { Readable, Writable } from 'node:stream'
import { visible } from '#core/visible'

export const prompt = 'sitrep> '

const rememberedLines = 500

export type Prompting = {
  input: Readable
  output: Writable & { isTTY?: boolean }
  complete(line: string): Promise<string[]>
  /** Ends the prompt. */
  signal: AbortSignal
}

/**
 * Lines typed at a prompt, with history and completion, until Ctrl-D, or Ctrl-C on an empty line.
 * The next prompt is shown when the next line is asked for.
 */
export async function* prompted(options: Prompting): AsyncGenerator<string> {
  const reader = open(options)
  // Ctrl-C leaves a half-typed line, as in a shell, and then the program.
  reader.on('SIGINT', () => {
    if (reader.line === '') return reader.close()
    reader.write(null, { ctrl: true, name: 'e' })
    reader.write(null, { ctrl: true, name: 'u' })
  })
  try {
    reader.prompt()
    for await (const line of reader) {
      yield line
      reader.prompt()
    }
    if (!options.signal.aborted) options.output.write('\n')
  } finally {
    reader.close()
  }
}

const open = ({ input, output, complete, signal }: Prompting) => {
  const reader = createInterface({
    input,
    output,
    terminal: output.isTTY === true,
    prompt,
    historySize: rememberedLines,
    removeHistoryDuplicates: true,
    signal,
    completer: async (line: string): Promise<[string[], string]> => {
      const offered = (await complete(line).catch(() => [])).map(visible)
      if (offered.length < 2 || offered.every((one) => one.startsWith(line))) return [offered, line]
      // Their common beginning would take the place of what was typed: they are shown, and it stays.
      output.write(`\n${offered.join('\n')}\n`)
      reader.prompt(true)
      return [[], line]
    },
  })
  return reader
}
