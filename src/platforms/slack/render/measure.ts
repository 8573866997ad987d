import type { KnownBlock, TableBlock } from '@slack/types'
import { limits } from './limits.ts'
import { escaped } from './text.ts'

const counted = ['text', 'url', 'fallback', 'alt_text', 'image_url']

/** Characters that some blocks say, as Slack keeps them: escaped, and with the addresses of links. */
export const characters = (thing: unknown): number => {
  if (typeof thing !== 'object' || thing === null) return 0
  return Object.entries(thing).reduce(
    (sum, [key, value]) =>
      sum +
      (typeof value === 'string' && counted.includes(key)
        ? escaped(value).length
        : characters(value)),
    0,
  )
}

/** Whether Slack takes these blocks in one message, with a row of buttons of ours below them. */
export const fitsMessage = (blocks: readonly KnownBlock[]): boolean =>
  blocks.length < limits.blocks &&
  blocks.every((one) => one.type !== 'table' || fitsTable(one)) &&
  characters(blocks) + limits.perBlock * blocks.length <= limits.blockText - ownButtons

/** A row of five buttons at their longest. */
const ownButtons = limits.perBlock + 5 * limits.buttonLabel

const fitsTable = ({ rows }: TableBlock): boolean =>
  rows.length <= limits.tableRows && characters(rows) <= limits.tableText
