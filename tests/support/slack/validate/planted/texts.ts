import {
  box,
  button,
  context,
  header,
  image,
  long,
  many,
  of,
  plain,
  raw,
  section,
  table,
} from '../sound.ts'
import type { Planted } from './planted.ts'

export const inText: Planted[] = [
  ['over 150 characters', 'blocks.0.text.text', of(header(long(151)))],
  ['empty', 'blocks.0.text.text', of(header(''))],
  [
    'none of plain_text',
    'blocks.0.text.type',
    of({ type: 'header', text: { ...plain(), type: 'mrkdwn' } }),
  ],
  ['neither text nor fields', 'blocks.0.text', of({ type: 'section' })],
  ['over 3000 characters', 'blocks.0.text.text', of(section({ text: plain(long(3_001)) }))],
  ['over 10 items', 'blocks.0.fields', of(section({ fields: many(11, () => plain()) }))],
  ['over 2000 characters', 'blocks.0.fields.0.text', of(section({ fields: [plain(long(2_001))] }))],
  ['not a type for this place', 'blocks.0.accessory.type', of(section({ accessory: box() }))],
  ['over 10 items', 'blocks.0.elements', of(context(...many(11, () => plain())))],
  ['not a type for this place', 'blocks.0.elements.0.type', of(context(button()))],
  ['not an https address', 'blocks.0.image_url', of(image({ image_url: 'http://x.test/a.png' }))],
  ['over 2000 characters', 'blocks.0.alt_text', of(image({ alt_text: long(2_001) }))],
  ['missing', 'blocks.0.alt_text', of(image({ alt_text: undefined }))],
  ['empty', 'blocks.0.fields', of(section({ fields: [] }))],
  ['empty', 'blocks.0.elements', of(context())],
  ['over 3000 characters', 'blocks.0.elements.0.text', of(context(plain(long(3_001))))],
  ['over 2000 characters', 'blocks.0.title.text', of(image({ title: plain(long(2_001)) }))],
  [
    'over 3000 characters',
    'blocks.0.image_url',
    of(image({ image_url: `https://x.test/${long(2_986)}` })),
  ],
]

export const inTables: Planted[] = [
  ['empty', 'blocks.0.rows', of(table([]))],
  ['empty', 'blocks.0.rows.0.0.text', of(table([[raw('')]]))],
  ['over 100 items', 'blocks.0.rows', of(table(many(101, () => [raw()])))],
  ['over 20 items', 'blocks.0.rows.0', of(table([many(21, () => raw())]))],
  ['not a type for this place', 'blocks.0.rows.0.0.type', of(table([[plain()]]))],
  [
    'none of left, center, right',
    'blocks.0.column_settings.0.align',
    of(table(undefined, { column_settings: [{ align: 'top' }] })),
  ],
  ['a second table', 'blocks.1', of(table(), table())],
  ['over 10000 characters of cells', 'blocks.0.rows', of(table([[raw(long(10_001))]]))],
  ['empty', 'blocks.0.rows.0', of(table([[]]))],
  ['empty', 'blocks.0.rows.0.0.text', of(table([[{ type: 'raw_number', value: 1, text: '' }]]))],
  ['empty', 'blocks.0.column_settings', of(table(undefined, { column_settings: [] }))],
  [
    'over 20 items',
    'blocks.0.column_settings',
    of(table([many(20, () => raw())], { column_settings: many(21, () => null) })),
  ],
]
