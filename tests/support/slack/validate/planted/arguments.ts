import { input, link, long, many, message, of, said, ts, words } from '../sound.ts'
import type { Planted } from './planted.ts'

export const inArguments: Planted[] = [
  ['message without anything', 'text', { unfurl_links: false, unfurl_media: false }],
  ['message without anything', 'text', message({ text: ' ', blocks: [] })],
  ['no string', 'text', message({ text: 7 })],
  ['unknown property', 'attachments', message({ attachments: [] })],
  ['unknown property', 'threadTs', message({ threadTs: ts })],
  ['not a ts', 'thread_ts', message({ thread_ts: 'T1/C1' })],
  ['broadcast of no reply', 'reply_broadcast', message({ reply_broadcast: true })],
  ['over 4000 bytes in an update', 'text', message({ ts, text: `x${'ä'.repeat(2_000)}` })],
  ['no array', 'blocks', message({ blocks: '[]' })],
  ['over 50 items', 'blocks', of(...many(51, () => ({ type: 'divider' })))],
  [
    'block_id twice',
    'blocks.1.block_id',
    of(...many(2, () => ({ type: 'divider', block_id: 'a' }))),
  ],
  ['over 255 characters', 'blocks.0.block_id', of({ type: 'divider', block_id: long(256) })],
  ['not a type for this place', 'blocks.0.type', of({ type: 'divide' })],
  ['unknown property', 'blocks.0.text', of({ type: 'divider', text: 'x' })],
  ['input outside a view', 'blocks.0', of(input())],
  ['over 13200 characters in all', 'blocks', of(said(words(long(13_201))))],
  ['over 13200 characters in all', 'blocks', of(said(words('&'.repeat(2_641))))],
  [
    'over 13200 characters in all',
    'blocks',
    of(...many(6, () => said(words(), link({ url: `https://x.test/${long(2_500)}` })))),
  ],
  ['empty', 'channel', message({ channel: '' })],
]
