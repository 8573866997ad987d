import { type Block, type Inline, text } from '#core/reply'
import { time } from './inline.ts'
import { ours } from './limits.ts'
import { webAddress } from './link.ts'

/** Where blocks are shown: in components, in an embed, or in a message's own text. */
export type Place = keyof typeof ours.address

/**
 * The same block, so that it can be cut into parts as small as a message: with places to cut in what a
 * reader calls one character but is longer (a family of a thousand people), and without an address that
 * leaves no room for the words it belongs to.
 */
export const breakable = (block: Block, place: Place): Block => {
  const change = (inlines: readonly Inline[]): Inline[] =>
    inlines.map((inline, at) => withCuts(withRoom(inline, place), at > 0))
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'quote':
    case 'aside':
      return { ...block, text: change(block.text) }
    case 'list':
      return { ...block, items: block.items.map((one) => ({ ...one, text: change(one.text) })) }
    case 'facts':
      return {
        ...block,
        facts: block.facts.map(({ name, value }) => ({ name, value: change(value) })),
      }
    default:
      return block
  }
}

// What is words here may be cut, though it is one whole elsewhere.
const withRoom = (inline: Inline, place: Place): Inline => {
  if (typeof inline === 'string') return inline
  if (inline.kind === 'mention' || (inline.kind === 'time' && !time(inline.at))) return inline.text
  const { length } = (inline.kind === 'link' && webAddress(inline.url)) || ''
  if (length <= ours.address[place]) return inline
  return `${inline.text} (an address of ${length} characters, too long to show)`
}

const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' })
// It is left out when the text is shown.
const placeToCut = '\u200b'

// What a reader calls one character may also begin in one inline and go on in the next.
const withCuts = (inline: Inline, follows: boolean): Inline => {
  const words = text(inline)
  const begin = follows && /^[^ -~]/.test(words) ? placeToCut : ''
  const changed = begin + cutLong(words)
  return typeof inline === 'string' ? changed : { ...inline, text: changed }
}

const cutLong = (words: string): string => {
  if (words.length <= ours.cluster) return words
  return Array.from(clusters.segment(words), ({ segment }) =>
    segment.length <= ours.cluster ? segment : (segment.match(/.{1,32}/gsu) ?? []).join(placeToCut),
  ).join('')
}
