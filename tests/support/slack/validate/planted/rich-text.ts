import { date, link, list, long, of, rich, said, words } from '../sound.ts'
import type { Planted } from './planted.ts'

export const inRichText: Planted[] = [
  ['empty', 'blocks.0.elements', of(rich())],
  ['empty', 'blocks.0.elements.0.elements', of(said())],
  ['empty', 'blocks.0.elements.0.elements.0.text', of(said(words('')))],
  ['empty', 'blocks.0.elements.0.elements.0.text', of(said(link({ text: '' })))],
  ['unknown property', 'blocks.0.elements.0.elements.0.bold', of(said(words('x', { bold: true })))],
  [
    'unknown property',
    'blocks.0.elements.0.elements.0.style.strong',
    of(said(words('x', { style: { strong: true } }))),
  ],
  ['not a type for this place', 'blocks.0.elements.0.type', of(rich(words()))],
  [
    'not a type for this place',
    'blocks.0.elements.0.elements.0.type',
    of(rich({ type: 'rich_text_preformatted', elements: [date()] })),
  ],
  ['none of bullet, ordered', 'blocks.0.elements.0.style', of(rich(list({ style: 'dashed' })))],
  ['missing', 'blocks.0.elements.0.style', of(rich(list({ style: undefined })))],
  ['over 8', 'blocks.0.elements.0.indent', of(rich(list({ indent: 9 })))],
  ['under 0', 'blocks.0.elements.0.offset', of(rich(list({ offset: -1 })))],
  ['of none of its types', 'blocks.0.elements.0.border', of(rich(list({ border: 2 })))],
  ['empty', 'blocks.0.elements.0.elements', of(rich(list({ elements: [] })))],
  [
    'none of rich_text_section',
    'blocks.0.elements.0.elements.0.type',
    of(rich(list({ elements: [{ type: 'rich_text_quote', elements: [words()] }] }))),
  ],
  [
    'over 99999999999',
    'blocks.0.elements.0.elements.0.timestamp',
    of(said(date({ timestamp: 1_700_000_000_000 }))),
  ],
  [
    'not a format of dates',
    'blocks.0.elements.0.elements.0.format',
    of(said(date({ format: '{date_shrt}' }))),
  ],
  [
    'not a format of dates',
    'blocks.0.elements.0.elements.0.format',
    of(said(date({ format: 'x' }))),
  ],
  [
    'not a web address',
    'blocks.0.elements.0.elements.0.url',
    of(said(link({ url: 'javascript:alert(1)' }))),
  ],
  ['not a web address', 'blocks.0.elements.0.elements.0.url', of(said(link({ url: '/news' })))],
  ['not a web address', 'blocks.0.elements.0.elements.0.url', of(said(date({ url: 'slack://x' })))],
  ['under 0', 'blocks.0.elements.0.indent', of(rich(list({ indent: -1 })))],
  ['empty', 'blocks.0.elements.0.elements.0.fallback', of(said(date({ fallback: '' })))],
  [
    'empty',
    'blocks.0.elements.0.elements',
    of(rich({ type: 'rich_text_preformatted', elements: [] })),
  ],
  ['over 255 characters', 'blocks.0.block_id', of({ ...said(words()), block_id: long(256) })],
]
