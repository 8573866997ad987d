import type { Occasion } from '#core/chat'
import type { Block, Inline, Reply } from '#core/reply'
import { tlpLabel } from '#core/tlp'
import { isBlank } from '../../render/blank.ts'
import { label } from '../../render/label.ts'
import { continued, type Part } from '../../render/parts.ts'
import { isSealed, sealedLine } from '../../render/sealed.ts'
import { words } from './inline.ts'
import { limits, ours } from './limits.ts'

/** Words where Slack reads its own markup: these three begin all of it that acts (Formatting text). */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The channel as people call it, `#policy`, and how the message comes about. */
export type Where = { room: string; occasion: Occasion }

/**
 * What a notification and a locked phone show: label and headline, or the words with which a reply
 * begins. From TLP:AMBER up that something is there, and nothing more.
 */
export const textOf = (reply: Reply, { room, occasion }: Where): ((part: Part) => string) => {
  const { tlp, headline = [], blocks } = reply
  if (tlp && isSealed(tlp)) {
    const sealed = escaped(sealedLine(tlp, occasion, label(room, limits.room)))
    return () => sealed
  }
  const said = isBlank(headline) ? wordsIn(blocks) : standing(headline)
  const name = tlp ? `${tlpLabel(tlp)}  ` : ''
  return (part) => shown(name + (continued(part) || said))
}

const shown = (line: string): string => escaped(label(line, ours.text)) || nothing

export const nothing = 'Nothing to show.'

/** Without what is struck through: unstyled, it would read as if it held. */
const standing = (inlines: readonly Inline[]): string =>
  inlines
    .filter((one) => typeof one === 'string' || one.kind !== 'strike')
    .map(words)
    .join('')

const wordsIn = (blocks: readonly Block[]): string => {
  let said = ''
  for (const block of blocks) {
    if (said.length > ours.text) break
    said = `${said} ${saidBy(block)}`.trim()
  }
  return said
}

const saidBy = (block: Block): string => {
  switch (block.kind) {
    case 'list':
      return block.items.map(({ text }) => standing(text)).join(' · ')
    case 'facts':
      return block.facts.map(({ name, value }) => `${name} ${standing(value)}`).join(' · ')
    case 'table':
      return block.head.join(' · ')
    case 'buttons':
      return block.buttons.map(({ label: name }) => name).join(' · ')
    case 'select':
      return block.label
    case 'image':
      return block.alt
    case 'divider':
      return ''
    default:
      return standing(block.text)
  }
}
