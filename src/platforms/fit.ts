import type { Block } from '#core/reply'
import { inRow, type Row } from './cut.ts'
import { cuttable } from './cut-blocks.ts'

export { numbers } from './cut-blocks.ts'

export type Room = {
  /** Whether a platform takes these blocks in one message: it measures what it would send. */
  fits(blocks: Block[]): boolean
  /** Blocks for which every part keeps room: a correction note that may come later. */
  reserve?: readonly Block[]
}

/**
 * Splits a reply's blocks into parts, in order, that a platform takes. Together they hold every
 * character once; only a table's head and a fact's name stand again above what continues them.
 * Buttons and selects come last. What is too big at its smallest stands alone, too big.
 */
export const fit = (blocks: readonly Block[], { fits, reserve = [] }: Room): Block[][] => {
  const accepts: Accepts = (part) => fits([...reserve, ...part])
  if (blocks.length === 0 || accepts(blocks)) return [[...blocks]]
  const text = blocks.filter((block) => !isControl(block))
  const parts = partsOf(text, accepts)
  const last = parts.pop() ?? []
  return [...parts, ...withControls(last, blocks.filter(isControl), accepts)]
}

type Accepts = (part: readonly Block[]) => boolean
type Source = { blocks: readonly Block[]; row: Row<Block>; accepts: Accepts }

const isControl = ({ kind }: Block): boolean => kind === 'buttons' || kind === 'select'

const sourceOf = (blocks: readonly Block[], accepts: Accepts): Source => ({
  blocks,
  row: inRow(blocks.map(cuttable)),
  accepts,
})

const partsOf = (blocks: readonly Block[], accepts: Accepts): Block[][] => {
  const source = sourceOf(blocks, accepts)
  const parts: Block[][] = []
  let taken = 256
  for (let from = 0; from < source.row.size; from += taken) {
    taken = endOfPart(source, from, taken) - from
    parts.push(source.row.between(from, from + taken))
  }
  return parts
}

const endOfPart = (source: Source, from: number, guess: number): number => {
  const upTo = (to: number): boolean => source.accepts(source.row.between(from, to))
  const most = longest(upTo, from, source.row.size, guess)
  let cut = goodCut(source, from, most, true)
  while (cut !== undefined && !upTo(cut)) cut = goodCut(source, from, cut - 1, true)
  return cut ?? source.row.least(from, source.accepts)
}

/** The last place up to which it fits: in leaps, then by halves, since the rest may be a megabyte. */
const longest = (
  upTo: (to: number) => boolean,
  from: number,
  size: number,
  guess: number,
): number => {
  let low = from
  let high = Math.min(size, from + guess)
  while (upTo(high)) {
    if (high === size) return size
    low = high
    high = Math.min(size, from + 2 * (high - from))
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (upTo(middle)) low = middle
    else high = middle
  }
  return low
}

const goodCut = (
  { blocks, row, accepts }: Source,
  from: number,
  most: number,
  anywhere: boolean,
): number | undefined => {
  const alone = (begin: number, end: number): boolean => accepts(row.between(begin, end))
  const cut = row.cut(from, most, { alone, anywhere })
  if (cut === undefined || cut === row.size) return cut
  let at = row.at(cut)
  if (row.starts[at] !== cut) return cut
  // A heading goes along with what it is the heading of.
  while (blocks[at - 1]?.kind === 'heading' && row.starts[at - 1]! > from) at -= 1
  return row.starts[at]
}

/** Buttons under the last words: with all of the last part, else with its end, else by themselves. */
const withControls = (last: Block[], controls: Block[], accepts: Accepts): Block[][] => {
  if (controls.length === 0) return [last]
  if (accepts([...last, ...controls])) return [[...last, ...controls]]
  const source = sourceOf(last, accepts)
  const cut = goodCut(source, 0, source.row.size - 1, false) ?? 0
  const begin = source.row.between(0, cut)
  const end = [...source.row.between(cut, source.row.size), ...controls]
  if (cut > 0 && accepts(begin) && accepts(end)) return [begin, end]
  return [...(last.length > 0 ? [last] : []), ...partsOf(controls, accepts)]
}
