import type { Block } from '#core/reply'
import { visible } from '#core/visible'
import { words } from './inline.ts'
import { columns, hang, type Page } from './page.ts'

type Table = Extract<Block, { kind: 'table' }>

const gap = '  '

/** Columns where they fit the page; else each row as a paragraph of its own, cell under cell. */
export const table = ({ head, rows }: Table, page: Page): string[] => {
  const names = head.map(visible)
  const cells = rows.map((row) => row.map((cell) => words(cell, page).trim()))
  const widths = widthsOf([names, ...cells])
  const width = widths.reduce((sum, one) => sum + one, (widths.length - 1) * gap.length)
  const lines = width <= page.width ? aligned(names, cells, widths, page) : []
  const isFitting = lines.length > 0 && lines.every((line) => columns(line) <= page.width)
  return isFitting ? lines : stacked(names, cells, page)
}

const widthsOf = (lines: readonly string[][]): number[] => {
  const most = lines.reduce((sum, line) => Math.max(sum, line.length), 0)
  return Array.from({ length: most }, (_, at) =>
    lines.reduce((widest, line) => Math.max(widest, columns(line[at] ?? '')), 0),
  )
}

const aligned = (
  names: readonly string[],
  cells: readonly string[][],
  widths: readonly number[],
  { paint }: Page,
): string[] => {
  const line = (row: readonly string[]): string =>
    widths.map((width, at) => padded(row[at] ?? '', width)).join(gap)
  const rule = widths.map((width) => '─'.repeat(width)).join(gap)
  const head = names.some((name) => name !== '')
    ? [line(names.map((name) => paint(name, 'bold'))), rule]
    : []
  return [...head, ...cells.map(line)]
}

const padded = (words: string, width: number): string => words + ' '.repeat(width - columns(words))

const stacked = (names: readonly string[], cells: readonly string[][], page: Page): string[] => {
  if (cells.length === 0) return hang('', names.join(', '), page)
  return cells.flatMap((row, at) => [
    ...(at > 0 ? [''] : []),
    ...row.flatMap((cell, column) => named(names[column] ?? '', cell, page)),
  ])
}

const named = (name: string, cell: string, page: Page): string[] => {
  if (cell === '') return []
  return hang('', name === '' ? cell : `${page.paint(name, 'bold')}: ${cell}`, page, '  ')
}
