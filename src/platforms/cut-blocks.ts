import { type Block, type Inline, type Item, text } from '#core/reply'
import { type Cuttable, indexAt, inRow, inText, startsOf, whole } from './cut.ts'

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>

/** A block as something to cut; both sides of a cut are blocks of the same kind. */
export const cuttable = (block: Block): Cuttable<Block> => {
  const pieces = piecesOf(block)
  const between = (from: number, to: number): Block =>
    from <= 0 && to >= pieces.size ? block : pieces.between(from, to)
  return { ...pieces, between }
}

const piecesOf = (block: Block): Cuttable<Block> => {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'quote':
    case 'aside':
      return inInlines(block.text, (words) => ({ ...block, text: words }))
    case 'list':
      return inList(block)
    case 'facts':
      return framed(block.facts.map(inFact), (facts) => ({ ...block, facts }))
    case 'table':
      return framed(block.rows.map(inCells), (rows) => ({ ...block, rows }))
    case 'buttons':
      return framed(block.buttons.map(whole), (buttons) => ({ ...block, buttons }))
    case 'select':
      return framed(block.choices.map(whole), (choices) => ({ ...block, choices }))
    case 'image':
    case 'divider':
      return whole(block)
    default:
      return block satisfies never
  }
}

/** The things of a block in a row; `first` is the index of the first one in the piece. */
const framed = <T>(
  things: readonly Cuttable<T>[],
  frame: (kept: T[], first: number) => Block,
): Cuttable<Block> => {
  const row = inRow(things)
  // A list without items is still there.
  const size = Math.max(1, row.size)
  return {
    size,
    between: (from, to) => frame(row.between(from, to), row.at(from)),
    cut: row.cut,
    least: (from, hasRoom) =>
      hasRoom(frame([], 0)) ? row.least(from, (kept) => hasRoom(frame(kept, 0))) : size,
  }
}

const inFact = (fact: Of<'facts'>['facts'][number]) =>
  inInlines(fact.value, (value) => ({ ...fact, value }))

const inList = (block: Of<'list'>): Cuttable<Block> => {
  const starts = nextNumbers(block)
  return framed(block.items.map(inItem), (items, first) => ({
    ...block,
    ...(block.ordered && { start: starts[first] ?? 1 }),
    items,
  }))
}

/** The button stays with the end of its item. */
const inItem = ({ button, ...item }: Item): Cuttable<Item> =>
  inInlines(item.text, (words, isEnd) => ({
    ...item,
    text: words,
    ...(isEnd && button && { button }),
  }))

const inInlines = <T>(
  inlines: readonly Inline[],
  make: (words: Inline[], isEnd: boolean) => T,
): Cuttable<T> => {
  const slice = slicer(inlines)
  const words = inlines.map(letters).join('')
  return inText(words, (from, to) => make(slice(from, to), to > words.length))
}

/** A row of a table as one text, so that a cut inside leaves its cells in their columns. */
const inCells = (cells: readonly Inline[][]): Cuttable<Inline[][]> => {
  const words = cells.map((cell) => cell.map(letters).join(''))
  const starts = startsOf(words.map(({ length }) => length))
  const slices = cells.map(slicer)
  return inText(words.join(''), (from, to) =>
    slices.map((slice, at) => {
      const end = at === cells.length - 1 ? to : Math.min(to, starts[at + 1]!)
      return slice(Math.max(0, from - starts[at]!), end - starts[at]!)
    }),
  )
}

/** What is between two places of some inlines; a kind that is cut stands on both sides. */
const slicer = (inlines: readonly Inline[]) => {
  const starts = startsOf(inlines.map((inline) => letters(inline).length))
  return (from: number, to: number): Inline[] => {
    const kept: Inline[] = []
    for (let at = indexAt(starts, from); at < inlines.length && starts[at]! < to; at += 1)
      kept.push(sliced(inlines[at]!, Math.max(0, from - starts[at]!), to - starts[at]!))
    return kept
  }
}

const sliced = (inline: Inline, from: number, to: number): Inline => {
  if (from === 0 && to >= letters(inline).length) return inline
  const words = text(inline).slice(from, to)
  return typeof inline === 'string' ? words : { ...inline, text: words }
}

// A platform may show a time or a mention by what it means: half of one would be a second one. It
// takes one place.
const letters = (inline: Inline): string =>
  typeof inline !== 'string' && (inline.kind === 'time' || inline.kind === 'mention')
    ? '\uFFFC'
    : text(inline)

/** The number that the next item of the outermost level has, at each item and at the end. */
const nextNumbers = ({ items, start = 1 }: Of<'list'>): number[] =>
  startsOf(items.map(({ depth = 0 }) => (depth === 0 ? 1 : 0))).map((before) => start + before)

/** The number of each item of an ordered list: only the outermost level counts, the others have none. */
export const numbers = (block: Of<'list'>): (number | undefined)[] =>
  nextNumbers(block)
    .slice(0, -1)
    .map((number, at) => (block.ordered && !block.items[at]?.depth ? number : undefined))
