import { type Broken, broken, type Json, objectsOf, ours } from './broken.ts'
import { lengthOf } from './length.ts'

const isTable = ({ type }: Json): boolean => type === 'table'

/** One in a message (Slack: only_one_table_allowed), its cells within 10,000 characters in all. */
export const brokenByTables = (blocks: readonly Json[]): Broken[] => {
  const first = blocks.findIndex(isTable)
  return blocks.flatMap((block, at) => {
    if (!isTable(block)) return []
    const path = `blocks.${at}`
    return [
      ...broken(at > first, 'a second table', path),
      ...broken(lengthOf(block.rows) > 10_000, 'over 10000 characters of cells', `${path}.rows`),
      ...brokenByWidths(block, path),
    ]
  })
}

const brokenByWidths = ({ rows, column_settings: columns }: Json, path: string): Broken[] => {
  const widths = Array.isArray(rows) ? rows.map((row) => (Array.isArray(row) ? row.length : 0)) : []
  const [width = 0] = widths
  return [
    ...ours(
      widths.some((one) => one !== width),
      'rows of several widths',
      `${path}.rows`,
    ),
    ...ours(
      objectsOf(columns).length > width,
      'more columns than cells',
      `${path}.column_settings`,
    ),
  ]
}
