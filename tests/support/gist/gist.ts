import type { Invoked } from '#core/reply'

/** What a person takes from an answer, however a platform lays it out. */
export type Gist = {
  /** The TLP label with which each message begins; `''` for one without. */
  labels: string[]
  /** Every word above the buttons, in the order in which they are read. */
  words: string
  /** Where words lead, in order. */
  links: string[]
  /** `Read it: /brief nato`: each button, with what one would type for it. */
  buttons: string[]
  /** What the items of lists open, the same way, whether by a button each or by one menu. */
  items: string[]
}

/** What a person would type for what a press does. */
export type Write = (invoked: Invoked) => string

/** Pieces of an answer in the order in which they are read. */
export type Piece =
  | { words: string }
  | { link: string; words: string }
  | { button: string; runs: string }
  | { opens: string }

export const gistOf = (messages: readonly (readonly Piece[])[]): Gist => {
  const pieces = messages.flat()
  return {
    labels: messages.map((message) => /^TLP:[A-Z+]+/.exec(wordsIn(message))?.[0] ?? ''),
    words: wordsIn(pieces),
    links: pieces.flatMap((piece) => ('link' in piece ? [piece.link] : [])),
    buttons: pieces.flatMap((piece) =>
      'button' in piece ? [`${piece.button}: ${piece.runs}`] : [],
    ),
    items: pieces.flatMap((piece) => ('opens' in piece ? [piece.opens] : [])),
  }
}

const wordsIn = (pieces: readonly Piece[]): string =>
  pieces
    .map((piece) => ('words' in piece ? piece.words : ' '))
    .join('')
    .trim()
    .split(/\s+/)
    .join(' ')
