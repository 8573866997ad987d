import type { Json } from '../broken.ts'
import {
  box,
  button,
  home,
  input,
  long,
  many,
  modal,
  option,
  plain,
  said,
  table,
  ticks,
  words,
} from '../sound.ts'
import type { Planted } from './planted.ts'

const field = (more: Json): Json => modal({ blocks: [input(box(more))] })
const told = (when: string[]): Json => ({ dispatch_action_config: { trigger_actions_on: when } })

/** Blocks of an App Home that is so many bytes long, with a character of private metadata. */
const filled = (bytes: number): Json[] => {
  const begun = many(99, () => said(words(long(2_400))))
  const size = JSON.stringify(
    home({ private_metadata: 'x', blocks: [...begun, said(words(''))] }),
  ).length
  return [...begun, said(words(long(bytes - size)))]
}

export const plantedViews: Planted[] = [
  ['not a type for this place', 'type', modal({ type: 'dialog' })],
  ['missing', 'title', modal({ title: undefined })],
  ['over 24 characters', 'title.text', modal({ title: plain(long(25)) })],
  ['over 24 characters', 'submit.text', modal({ submit: plain(long(25)) })],
  ['over 24 characters', 'close.text', modal({ close: plain(long(25)) })],
  ['inputs without a submit button', 'submit', modal({ submit: undefined })],
  ['unknown property', 'submit', home({ submit: plain() })],
  ['unknown property', 'text', home({ text: 'x' })],
  ['over 3000 characters', 'private_metadata', modal({ private_metadata: long(3_001) })],
  ['over 255 characters', 'callback_id', modal({ callback_id: long(256) })],
  ['empty', 'blocks', home({ blocks: [] })],
  ['over 100 items', 'blocks', home({ blocks: many(101, () => ({ type: 'divider' })) })],
  ['table outside a message', 'blocks.0', home({ blocks: [table()] })],
  ['block_id twice', 'blocks.1.block_id', modal({ blocks: [input(), input()] })],
  [
    'over 2000 characters',
    'blocks.0.label.text',
    modal({ blocks: [input(box(), { label: plain(long(2_001)) })] }),
  ],
  [
    'over 2000 characters',
    'blocks.0.hint.text',
    modal({ blocks: [input(box(), { hint: plain(long(2_001)) })] }),
  ],
  ['not a type for this place', 'blocks.0.element.type', modal({ blocks: [input(button())] })],
  [
    'over 3000',
    'blocks.0.element.max_length',
    modal({ blocks: [input(box({ max_length: 3_001 }))] }),
  ],
  [
    'over max_length',
    'blocks.0.element.min_length',
    modal({ blocks: [input(box({ min_length: 9, max_length: 8 }))] }),
  ],
  [
    'not within min_length and max_length',
    'blocks.0.element.initial_value',
    modal({ blocks: [input(box({ initial_value: 'abc', max_length: 2 }))] }),
  ],
  [
    'empty',
    'blocks.0.element.initial_value',
    modal({ blocks: [input(box({ initial_value: '' }))] }),
  ],
  [
    'focus_on_load twice',
    'blocks.1.element.focus_on_load',
    modal({ blocks: many(2, (at) => input(box({ focus_on_load: true }), { block_id: at })) }),
  ],
  [
    'not one of the options',
    'blocks.0.element.initial_options',
    modal({ blocks: [input(ticks({ initial_options: [option('2')] }))] }),
  ],
  ['over 255 characters', 'external_id', home({ external_id: long(256) })],
  ['over 250 kB', '', home({ private_metadata: long(1), blocks: filled(250_001) })],
  ['over 3000 characters', 'blocks.0.element.initial_value', field({ initial_value: long(3_001) })],
  ['over 3000', 'blocks.0.element.min_length', field({ min_length: 3_001 })],
  ['under 0', 'blocks.0.element.min_length', field({ min_length: -1 })],
  ['empty', 'blocks.0.element.dispatch_action_config.trigger_actions_on', field(told([]))],
  [
    'none of on_enter_pressed, on_character_entered',
    'blocks.0.element.dispatch_action_config.trigger_actions_on.0',
    field(told(['on_blur'])),
  ],
  ['under 1', 'blocks.0.element.max_length', field({ max_length: 0 })],
  [
    'not a number',
    'blocks.0.element.min_value',
    modal({ blocks: [input({ type: 'number_input', is_decimal_allowed: true, min_value: 'x' })] }),
  ],
]

export const plantedViewsAgainstUs: Planted[] = [
  ['plain_text without emoji: false', 'title.emoji', modal({ title: plain('x', { emoji: true }) })],
  [
    'mentions somebody',
    'blocks.0.elements.0.elements.0',
    home({ blocks: [said({ type: 'user', user_id: 'U1' })] }),
  ],
  ['blank', 'blocks.0.label.text', modal({ blocks: [input(box(), { label: plain(' ') })] })],
]
