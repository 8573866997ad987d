import type { TableBlock } from '@slack/types'
import type { Block, Inline } from '#core/reply'
import { isBlank } from '../../render/blank.ts'
import { elements, isWords, words } from './inline.ts'
import { limits, ours } from './limits.ts'
import { section } from './rich-text.ts'

type Table = Extract<Block, { kind: 'table' }>
type Cell = TableBlock['rows'][number][number]

const saidIn = (cell: readonly Inline[]): string => cell.map(words).join('').trim()

/** Whether a phone shows it in columns, each under a name. */
export const isNarrow = ({ head, rows }: Table): boolean =>
  head.length > 0 &&
  head.length <= limits.tableColumns &&
  head.every((name) => !isBlank([name])) &&
  rows.every((row) => row.length <= head.length) &&
  head.reduce((sum, name, at) => sum + widest(name, rows, at) + 1, 0) <= ours.columns

const widest = (name: string, rows: Table['rows'], at: number): number =>
  rows.reduce((most, row) => Math.max(most, saidIn(row[at] ?? []).length), saidIn([name]).length)

export const tableBlock = ({ head, rows }: Table): TableBlock => ({
  type: 'table',
  rows: [
    head.map((name) => cell([name])),
    ...rows.map((row) => head.map((_, at) => cell(row[at]))),
  ],
})

// Slack takes no empty cell.
const cell = (inlines: readonly Inline[] = []): Cell => {
  if (isBlank(inlines)) return { type: 'raw_text', text: '–' }
  const isPlain = inlines.every(
    (one) => isWords(one) && (typeof one === 'string' || isUnstyled(one)),
  )
  return isPlain
    ? { type: 'raw_text', text: saidIn(inlines) }
    : { type: 'rich_text', elements: [section(elements(inlines))] }
}

const isUnstyled = ({ kind }: Exclude<Inline, string>): boolean =>
  kind === 'citation' || kind === 'mention'
