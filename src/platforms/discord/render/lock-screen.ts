import type { Occasion } from '#core/chat'
import { aside, type Block, type Inline, type Reply } from '#core/reply'
import { type Tlp, tlpLabel } from '#core/tlp'
import { fit } from '../../fit.ts'
import { boldHeadlineOf, headlineOf } from '../../render/headline.ts'
import { label } from '../../render/label.ts'
import { continued, type Part } from '../../render/parts.ts'
import { isSealed, sealedLine } from '../../render/sealed.ts'
import { escaped } from './escape.ts'
import { inline, line, unstyled } from './inline.ts'
import { limits, ours } from './limits.ts'

/** A message's own text, which a locked phone shows too, and what is left for what hangs on it. */
export type Opening = {
  content(part: Part): string
  /** Whether that says which part it is. */
  saysPart: boolean
  blocks: Block[]
}

/** `call` is Markdown that calls somebody, or `''`; a locked phone shows whom. */
type Wish = { room: string; occasion: Occasion; call: string }

/**
 * Label and headline in plain text; an answer without a headline begins itself. From TLP:AMBER up a
 * locked phone shows that something is there and nothing more, whoever asked for it.
 */
export const opening = (
  reply: Reply & { tlp: Tlp },
  blocks: readonly Block[],
  { room, occasion, call }: Wish,
): Opening => {
  if (isSealed(reply.tlp)) {
    const content = sealedLine(reply.tlp, occasion, escaped(label(room, limits.room)))
    return {
      content: ({ at }) => (at === 0 ? `${content} ${call}`.trim() : content),
      saysPart: false,
      blocks: [...boldHeadlineOf(reply, ours.address.embed), ...blocks],
    }
  }
  const name = tlpLabel(reply.tlp)
  const headline = headlineOf(reply, ours.address.embed)
  const isHeaded = headline.length > 0 || call !== ''
  const taken = isHeaded ? inHeadline(headline, call) : inWords(blocks)
  return {
    content: (part) => `${name}  ${part.at > 0 ? continued(part) : taken.said}`.trim(),
    saysPart: true,
    blocks: [...taken.left, ...blocks.slice(taken.blocks)],
  }
}

/** Markdown for the message's own text, how many blocks that is, and what follows before the others. */
type Taken = { said: string; blocks: number; left: Block[] }

/** Of a headline what has room; its addresses stand below, since a preview of one would follow here. */
const inHeadline = (headline: readonly Block[], call: string): Taken => {
  const words = (block?: Block): string => inline(unstyled(textOf(block)))
  const [[first] = [], ...others] = fit(headline, {
    fits: ([block]) => words(block).length <= ours.said,
  })
  const said = `${words(first)}${others.length > 0 ? ' …' : ''} ${call}`.trim()
  return { said, blocks: 0, left: [...addresses(textOf(first)), ...others.flat()] }
}

const textOf = (block: Block | undefined): Inline[] =>
  block?.kind === 'paragraph' ? block.text : []

const isLink = (one: Inline): boolean => typeof one !== 'string' && one.kind === 'link'

const addresses = (headline: readonly Inline[]): Block[] =>
  headline.filter(isLink).map((one) => aside(one))

/** The paragraphs with which an answer begins: what it says, before what it rests on. */
const inWords = (blocks: readonly Block[]): Taken => {
  const paragraphs: string[] = []
  for (const block of blocks) {
    const said = [...paragraphs, line(textOf(block))].join('\n\n')
    if (block.kind !== 'paragraph' || block.text.some(isLink) || said.length > ours.said) break
    paragraphs.push(line(textOf(block)))
  }
  return { said: paragraphs.join('\n\n'), blocks: paragraphs.length, left: [] }
}
