import type { ContextBlock, HeaderBlock, KnownBlock } from '@slack/types'
import type { Block, Inline } from '#core/reply'
import { type Presses, rows } from './controls.ts'
import { isWords, words } from './inline.ts'
import { limits } from './limits.ts'
import { list } from './list.ts'
import { boldLine, lines, plainText, quote } from './rich-text.ts'
import { tableBlock } from './table.ts'

/** A shaped block as what Slack shows; none where nothing of it is seen. */
export const slackBlocks = (block: Block, presses: Presses): KnownBlock[] => {
  switch (block.kind) {
    case 'heading':
      return header(block.text) ?? boldLine(block.text)
    case 'paragraph':
      return lines(block.text)
    case 'quote':
      return quote(block.text)
    case 'aside':
      return context(block.text) ?? lines(block.text)
    case 'list':
      return list(block, presses)
    case 'facts':
      return lines(
        ...block.facts.map(({ name, value }): Inline[] => [
          { kind: 'strong', text: name },
          ' ',
          ...value,
        ]),
      )
    case 'table':
      return [tableBlock(block)]
    case 'image':
      return [{ type: 'image', image_url: block.url, alt_text: block.alt }]
    case 'divider':
      return [{ type: 'divider' }]
    case 'buttons':
    case 'select':
      return rows(block, presses)
    default:
      return block satisfies never
  }
}

/** Inlines where Slack has room for words alone; undefined where these do not say it all. */
const wordsAlone = (inlines: readonly Inline[], most: number): string | undefined => {
  const said = inlines.map(words).join('').trim()
  return said !== '' && said.length <= most && inlines.every(isWords) ? said : undefined
}

const header = (inlines: readonly Inline[]): HeaderBlock[] | undefined => {
  const said = wordsAlone(inlines, limits.header)
  return said === undefined ? undefined : [{ type: 'header', text: plainText(said) }]
}

const context = (inlines: readonly Inline[]): ContextBlock[] | undefined => {
  const said = wordsAlone(inlines, limits.context)
  return said === undefined ? undefined : [{ type: 'context', elements: [plainText(said)] }]
}
