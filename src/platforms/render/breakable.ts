import { type Block, type Inline, text } from '#core/reply'
import { instantOf } from './blank.ts'
import { webAddress } from './web-address.ts'

/** What a reader calls one character; longer ones are cut. */
const longestCluster = 64

/**
 * The same block, so that it can be cut into parts as small as a message: with places to cut in what a
 * reader calls one character but is longer (a family of a thousand people), and without an address that
 * leaves no room for the words it belongs to: of more than `longestAddress` characters.
 */
export const breakable = (block: Block, longestAddress: number): Block => {
  const change = (inlines: readonly Inline[]): Inline[] =>
    inlines.map((inline, at) => withCuts(withRoom(inline, longestAddress), at > 0))
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
const withRoom = (inline: Inline, longestAddress: number): Inline => {
  if (typeof inline === 'string') return inline
  if (inline.kind === 'mention' || (inline.kind === 'time' && !instantOf(inline.at)))
    return inline.text
  const { length } = (inline.kind === 'link' && webAddress(inline.url)) || ''
  if (length <= longestAddress) return inline
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
  if (words.length <= longestCluster) return words
  return Array.from(clusters.segment(words), ({ segment }) =>
    segment.length <= longestCluster
      ? segment
      : (segment.match(/.{1,32}/gsu) ?? []).join(placeToCut),
  ).join('')
}
