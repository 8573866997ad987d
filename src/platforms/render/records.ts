import { type Block, strong } from '#core/reply'
import { isBlank } from './blank.ts'

/** Any table as a record for each row: cell under cell, after the name of its column. */
export const records = ({ head, rows }: Extract<Block, { kind: 'table' }>): Block[] => {
  if (rows.length === 0) return [{ kind: 'paragraph', text: [strong(head.join(', '))] }]
  return rows.map((row) => ({
    kind: 'facts',
    facts: row.flatMap((value, at) => (isBlank(value) ? [] : [{ name: head[at] ?? '', value }])),
  }))
}
