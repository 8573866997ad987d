import { styleText } from 'node:util'
import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'

export type Style = Extract<Parameters<typeof styleText>[0], string>

/** What a message is written on: `width` in columns, and how words are painted, if they are. */
export type Page = { width: number; paint(words: string, ...styles: Style[]): string }

// Below this even a nested list has no room left for a word.
const narrowest = 24

/** Without colour no escape is ever written. */
export const newPage = (width: number, colour: boolean): Page => ({
  width: Math.max(narrowest, width),
  paint: (words, ...styles) =>
    colour && words !== '' && styles.length > 0
      ? styleText(styles, words, { validateStream: false })
      : words,
})

export const columns = (words: string): number => stringWidth(words)

/** Lines no wider than the page: the first begins with `mark`, the others with `margin`. */
export const hang = (
  mark: string,
  words: string,
  { width }: Page,
  margin = ' '.repeat(columns(mark)),
): string[] =>
  wrap(words, width - Math.max(columns(mark), columns(margin))).map(
    (line, at) => (at === 0 ? mark : margin) + line,
  )

// wrap-ansi measures flags and marks apart from what stands beside them, and can be a column out.
const mostColumnsOut = 4

const wrap = (words: string, room: number): string[] => {
  for (let within = room; ; within -= 1) {
    const lines = wrapAnsi(words, within, { hard: true }).split('\n')
    if (within === room - mostColumnsOut || lines.every((line) => columns(line) <= room))
      return lines
  }
}
