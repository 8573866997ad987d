import { type Block, type Inline, plain } from '../reply.ts'
import type { Pair } from './align.ts'

/** A passage of a table is a row of it (passages.ts). */
const joint = ', '

/** Rows of tables that say something else now; cell by cell, where there are as many as before. */
export const rewriteRows = (block: Block, pairs: readonly Pair[]): Block => {
  if (block.kind !== 'table') return block
  const rows = block.rows.map((row) => {
    const said = row.map((cell) => plain(cell)).join(joint)
    const pair = pairs.find(({ from }) => from === said)
    return pair && pair.to !== said ? instead(row, pair.to) : row
  })
  return { ...block, rows }
}

const instead = (row: readonly Inline[][], to: string | undefined): Inline[][] => {
  if (to === undefined)
    return row.map((cell, at): Inline[] => {
      const note = at === row.length - 1 ? [' (taken out)'] : []
      return [{ kind: 'strike', text: plain(cell) }, ...note]
    })
  const cells = to.split(joint)
  if (cells.length === row.length) return cells.map((cell) => [cell])
  return row.map((_, at) => (at === 0 ? [to] : []))
}
