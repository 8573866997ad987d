import { type Block, type Inline, plain } from '#core/reply'
import { visible } from '#core/visible'
import { isInert } from './inline.ts'
import { ours } from './limits.ts'

type Table = Extract<Block, { kind: 'table' }>

/** Whether a phone shows it in columns, with all that its cells are. */
export const isNarrow = (table: Table): boolean => {
  const cells = cellsOf(table)
  return (
    table.rows.every((row) => row.every((cell) => cell.every(isWords))) &&
    cells.every((row) => row.every((words) => isInert(words) && oneColumnEach.test(words))) &&
    width(widths(cells)) <= ours.columns
  )
}

/** In fixed width a strike is lost, a link too, and a time is in nobody's zone. */
const isWords = (inline: Inline): boolean =>
  typeof inline === 'string' || !['strike', 'link', 'time'].includes(inline.kind)

// Latin, Greek, Cyrillic and the signs of a figure.
const oneColumnEach =
  /^[ -~\u00a0-\u00ac\u00ae-\u024f\u0370-\u03ff\u0400-\u0482\u048a-\u04ff–—‘’“”…€]*$/u

/** The head and each row, in words. */
const cellsOf = ({ head, rows }: Table): string[][] =>
  [head, ...rows.map((row) => row.map(plain))].map((row) =>
    row.map((words) => visible(words).trim()),
  )

const widths = (cells: readonly string[][]): number[] =>
  cells.reduce<number[]>((widest, row) => {
    const most = Math.max(widest.length, row.length)
    return Array.from({ length: most }, (_, at) => Math.max(widest[at] ?? 0, row[at]?.length ?? 0))
  }, [])

const gap = '  '
const width = (columns: readonly number[]): number =>
  columns.reduce((sum, one) => sum + one, gap.length * Math.max(0, columns.length - 1))

/** A narrow table in columns, as a block in which Discord reads no Markdown. */
export const fixedWidth = (table: Table): string => {
  const cells = cellsOf(table)
  const columns = widths(cells)
  const aligned = (row: readonly string[]): string =>
    columns
      .map((wide, at) => (row[at] ?? '').padEnd(wide))
      .join(gap)
      .trimEnd()
  const [names = '', ...lines] = cells.map(aligned)
  const rule = columns.map((wide) => '─'.repeat(wide)).join(gap)
  return ['```', ...(names === '' ? [] : [names, rule]), ...lines, '```'].join('\n')
}
