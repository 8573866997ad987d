import type { Json } from '../broken.ts'
import {
  actions,
  box,
  button,
  dotted,
  long,
  many,
  menu,
  of,
  option,
  plain,
  ticks,
} from '../sound.ts'
import type { Planted } from './planted.ts'

const group = (value: string, more: Json = {}): Json => ({
  label: plain(),
  options: [option(value)],
  ...more,
})
const grouped = (groups: Json[]): Json => menu({ options: undefined, option_groups: groups })
const asking = (confirm: Json): Json =>
  of(actions(button({ confirm: { text: plain(), ...confirm } })))

export const inActions: Planted[] = [
  ['empty', 'blocks.0.elements', of(actions())],
  [
    'over 25 items',
    'blocks.0.elements',
    of(actions(...many(26, (at) => button({ action_id: at })))),
  ],
  ['action_id twice', 'blocks.0.elements.1.action_id', of(actions(button(), button()))],
  [
    'over 255 characters',
    'blocks.0.elements.0.action_id',
    of(actions(button({ action_id: long(256) }))),
  ],
  [
    'over 75 characters',
    'blocks.0.elements.0.text.text',
    of(actions(button({ text: plain(long(76)) }))),
  ],
  [
    'over 2000 characters',
    'blocks.0.elements.0.value',
    of(actions(button({ value: long(2_001) }))),
  ],
  [
    'over 3000 characters',
    'blocks.0.elements.0.url',
    of(actions(button({ url: `https://x.test/${long(3_000)}` }))),
  ],
  [
    'none of primary, danger',
    'blocks.0.elements.0.style',
    of(actions(button({ style: 'default' }))),
  ],
  [
    'over 300 characters',
    'blocks.0.elements.0.confirm.text.text',
    of(actions(button({ confirm: { text: plain(long(301)) } }))),
  ],
  [
    'over 75 characters',
    'blocks.0.elements.0.accessibility_label',
    of(actions(button({ accessibility_label: long(76) }))),
  ],
  [
    'options or option_groups, one of them',
    'blocks.0.elements.0.options',
    of(actions(menu({ options: undefined }))),
  ],
  [
    'over 100 items',
    'blocks.0.elements.0.options',
    of(actions(menu({ options: many(101, option) }))),
  ],
  [
    'over 75 characters',
    'blocks.0.elements.0.options.0.text.text',
    of(actions(menu({ options: [option('1', { text: plain(long(76)) })] }))),
  ],
  [
    'over 150 characters',
    'blocks.0.elements.0.options.0.value',
    of(actions(menu({ options: [option(long(151))] }))),
  ],
  [
    'unknown property',
    'blocks.0.elements.0.options.0.url',
    of(actions(menu({ options: [option('1', { url: 'https://x.test' })] }))),
  ],
  [
    'not one of the options',
    'blocks.0.elements.0.initial_option',
    of(actions(menu({ initial_option: option('2') }))),
  ],
  [
    'over 150 characters',
    'blocks.0.elements.0.placeholder.text',
    of(actions(menu({ placeholder: plain(long(151)) }))),
  ],
  [
    'over 5 items',
    'blocks.0.elements.0.options',
    of(actions(dotted({ options: many(6, option) }))),
  ],
  [
    'over 10 items',
    'blocks.0.elements.0.options',
    of(actions(ticks({ options: many(11, option) }))),
  ],
  [
    'under 0',
    'blocks.0.elements.0.min_query_length',
    of(actions({ type: 'external_select', min_query_length: -1 })),
  ],
  [
    'not a date',
    'blocks.0.elements.0.initial_date',
    of(actions({ type: 'datepicker', initial_date: '22.11.2026' })),
  ],
  ['not a type for this place', 'blocks.0.elements.0.type', of(actions(box()))],
  ['empty', 'blocks.0.elements.0.options', of(actions(dotted({ options: [] })))],
  ['empty', 'blocks.0.elements.0.options', of(actions(ticks({ options: [] })))],
  ['empty', 'blocks.0.elements.0.options', of(actions(menu({ options: [] })))],
  ['empty', 'blocks.0.elements.0.initial_options', of(actions(ticks({ initial_options: [] })))],
  [
    'not one of the options',
    'blocks.0.elements.0.initial_option',
    of(actions(ticks({ type: 'radio_buttons', initial_option: option('2') }))),
  ],
  [
    'not one of the options',
    'blocks.0.elements.0.initial_options',
    of(actions(menu({ type: 'multi_static_select', initial_options: [option('2')] }))),
  ],
  [
    'options or option_groups, one of them',
    'blocks.0.elements.0.options',
    of(actions(menu({ type: 'multi_static_select', options: undefined }))),
  ],
  [
    'empty',
    'blocks.0.elements.0.initial_options',
    of(actions(menu({ type: 'multi_static_select', initial_options: [] }))),
  ],
  [
    'under 1',
    'blocks.0.elements.0.max_selected_items',
    of(actions(menu({ type: 'multi_static_select', max_selected_items: 0 }))),
  ],
  ['empty', 'blocks.0.elements.0.option_groups', of(actions(grouped([])))],
  [
    'over 100 items',
    'blocks.0.elements.0.option_groups',
    of(actions(grouped(many(101, (at) => group(at))))),
  ],
  [
    'over 75 characters',
    'blocks.0.elements.0.option_groups.0.label.text',
    of(actions(grouped([group('1', { label: plain(long(76)) })]))),
  ],
  [
    'over 75 characters',
    'blocks.0.elements.0.options.0.description.text',
    of(actions(menu({ options: [option('1', { description: plain(long(76)) })] }))),
  ],
  [
    'over 75 characters',
    'blocks.0.elements.0.options.0.text.text',
    of(actions(ticks({ options: [option('1', { text: plain(long(76)) })] }))),
  ],
  [
    'over 75 characters',
    'blocks.0.elements.0.options.0.description.text',
    of(actions(ticks({ options: [option('1', { description: plain(long(76)) })] }))),
  ],
  [
    'over 100 characters',
    'blocks.0.elements.0.confirm.title.text',
    asking({ title: plain(long(101)) }),
  ],
  [
    'over 30 characters',
    'blocks.0.elements.0.confirm.confirm.text',
    asking({ confirm: plain(long(31)) }),
  ],
  [
    'over 30 characters',
    'blocks.0.elements.0.confirm.deny.text',
    asking({ deny: plain(long(31)) }),
  ],
]
