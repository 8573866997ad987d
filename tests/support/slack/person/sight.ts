import { elementsOf } from '../world/elements.ts'
import type { Block, Element, Json, Message, View } from '../world/records.ts'
import { wordsOf } from './words.ts'

type Seen = Pick<Message, 'text' | 'blocks'>

/**
 * Every text of a message or a view that a person reads, a line each: also buttons, in brackets, and
 * the options of menus. `text` is read only where there are no blocks.
 */
export const textOf = (seen: Seen | View): string => {
  if ('body' in seen)
    return [titleOf(seen), ...seen.body.blocks.map(wordsOf)].filter(Boolean).join('\n')
  if (seen.blocks.length === 0) return unescaped(seen.text)
  return seen.blocks.map(wordsOf).filter(Boolean).join('\n')
}

const titleOf = ({ body }: View): string => (body.title as { text: string } | undefined)?.text ?? ''

export const blocksOf = (on: Pick<Message, 'blocks'> | View): Block[] =>
  'body' in on ? on.body.blocks : on.blocks

const ofType =
  (...types: string[]) =>
  (on: Pick<Message, 'blocks'> | View): Element[] =>
    elementsOf(blocksOf(on)).flatMap(({ element }) =>
      types.includes(element.type) ? [element] : [],
    )

export const buttonsOf = ofType('button')

export const menusOf = ofType('static_select', 'external_select', 'overflow')

/** What Slack escapes where text is parsed, as a person reads it. */
export const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** What a phone's lock screen shows of a message. */
export const lockScreen = ({ text }: Pick<Message, 'text'>): string => unescaped(text)

/** The words on a button or of a label. */
export const labelOf = ({ text, label, placeholder }: Json): string =>
  ((text ?? label ?? placeholder) as { text?: string } | undefined)?.text ?? ''
