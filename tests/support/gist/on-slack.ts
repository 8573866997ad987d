import { readPress } from '#platforms/slack/press'
import type { Message } from '../slack/index.ts'
import { type Block, type Element, wordsIn } from '../slack-outline.ts'
import { type Gist, gistOf, type Piece, type Write } from './gist.ts'

/** What messages on Slack say, with commands as one types them anywhere else. */
export const inSlack = (messages: readonly Message[], write: Write): Gist =>
  gistOf(messages.map(({ blocks }) => (blocks as Block[]).flatMap((block) => pieces(block, write))))

const pieces = (block: Block, write: Write): Piece[] => {
  const { elements = [], rows = [], accessory } = block
  switch (block.type) {
    case 'header':
      return [said(block)]
    case 'section':
      return [said(block), ...(accessory ? [{ opens: runs(accessory, write) }] : [])]
    case 'context':
      return elements.map(said)
    case 'rich_text':
      return elements.flatMap(rich)
    case 'table':
      return rows.flat().flatMap((cell) => (cell.type === 'raw_text' ? [said(cell)] : rich(cell)))
    case 'actions':
      return elements.flatMap((one) => control(one, write))
    default:
      return [said({ text: block.alt_text })]
  }
}

const asTyped = (words: string): string => words.replaceAll('/sitrep ', '/')

const said = (one: { text?: Element['text'] | undefined }): Piece => ({
  words: `${asTyped(wordsIn(one))}\n`,
})

const rich = ({ type, elements = [] }: Element): Piece[] =>
  type === 'rich_text_list' || type === 'rich_text'
    ? elements.flatMap(rich)
    : [...elements.map(inline), { words: '\n' }]

const inline = (one: Element): Piece => {
  if (one.type === 'date') return { words: one.fallback ?? '' }
  const words = asTyped(wordsIn(one))
  return one.type === 'link' ? { link: one.url ?? '', words } : { words }
}

const control = (one: Element, write: Write): Piece[] =>
  one.type === 'button'
    ? [{ button: wordsIn(one), runs: runs(one, write) }]
    : (one.options ?? []).map(({ value }) => ({
        opens: runs({ ...one, value }, write),
      }))

const runs = ({ action_id = '', value = '' }: Element, write: Write): string => {
  const pressed = readPress({ action_id, value })
  return pressed && 'invoked' in pressed ? write(pressed.invoked) : value
}
