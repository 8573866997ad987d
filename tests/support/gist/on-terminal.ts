import type { Reply } from '#core/reply'
import { render } from '#platforms/terminal/render'
import { type Gist, gistOf, type Piece, type Write } from './gist.ts'

/** Wider than any line, so that nothing is wrapped. */
const width = 100_000
const [before, after] = ['\u27e6', '\u27e7']

/** What a reply says at a terminal, where buttons are what to type instead. */
export const onTerminal = (reply: Reply, write: Write): Gist => {
  const marked: Write = (invoked) => `${before}${write(invoked)}${after}`
  return gistOf([
    render(reply, { width, colour: false, write: marked }).split('\n').flatMap(piecesIn),
  ])
}

const pressed = new RegExp(`^(?:(?<label>.+): | *)${before}(?<runs>.+)${after}$`, 'u')

const piecesIn = (line: string): Piece[] => {
  const { label, runs } = pressed.exec(line)?.groups ?? {}
  if (runs !== undefined)
    return [label === undefined ? { opens: runs } : { button: label, runs }, newLine]
  return [...linked(line.replace(/^ *(?:- |\d+\. |│ )/, '')), newLine]
}

const newLine: Piece = { words: '\n' }

/** An address in brackets is where the words before it lead. */
const linked = (line: string): Piece[] =>
  line.split(/ \((https?:\/\/[^\s)]+)\)/).map((part, at): Piece => {
    if (at % 2 === 0) return { words: part }
    return { link: part, words: '' }
  })
