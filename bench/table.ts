/** A cell is text or a number; numbers stand to the right. */
export type Cell = string | number

const shown = (cell: Cell | undefined): string =>
  typeof cell === 'number'
    ? cell.toLocaleString('en-GB', { maximumFractionDigits: 2 })
    : (cell ?? '')

/** Prints rows under a heading, in columns as wide as their widest cell. */
export const printTable = (
  title: string,
  head: readonly string[],
  rows: readonly Cell[][],
): void => {
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => shown(row[column]).length)),
  )
  const line = (cells: readonly (Cell | undefined)[]) =>
    widths
      .map((width, column) =>
        typeof cells[column] === 'number'
          ? shown(cells[column]).padStart(width)
          : shown(cells[column]).padEnd(width),
      )
      .join('  ')
      .trimEnd()
  console.log(`\n${title}\n${line(head)}\n${widths.map((width) => '-'.repeat(width)).join('  ')}`)
  for (const row of rows) console.log(line(row))
}
