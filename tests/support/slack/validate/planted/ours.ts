import type { Json } from '../broken.ts'
import {
  actions,
  button,
  context,
  date,
  header,
  long,
  many,
  menu,
  message,
  of,
  option,
  plain,
  raw,
  said,
  section,
  table,
  ts,
  words,
} from '../sound.ts'
import type { Planted } from './planted.ts'

/** Texts in blocks of their own. */
const spread = (texts: number, length: number): Json[] =>
  many(texts, () => said(words(long(length))))

const delivery = { event_type: 'sitrep_delivery', event_payload: { key: long(22) } }

const mention = (element: Json): Json => of(said(element))
const named = 'blocks.0.elements.0.elements.0'

/** Each rule of our own for a message, broken once; Slack would take these. */
export const plantedAgainstUs: Planted[] = [
  ['blocks without text', 'text', message({ text: '' })],
  ['blocks without text', 'text', message({ text: undefined })],
  ['over the 4000 characters advised', 'text', message({ text: long(4_001) })],
  ['link preview possible', 'unfurl_links', message({ unfurl_links: undefined })],
  ['link preview possible', 'unfurl_media', message({ unfurl_media: true })],
  ['link preview possible', 'unfurl_links', message({ ts, unfurl_links: true })],
  ['text with & < > as they are', 'text', message({ text: 'A & B' })],
  ['text with & < > as they are', 'text', message({ text: '<https://x.test|here>' })],
  ['text with & < > as they are', 'text', message({ text: 'a &nbsp; b' })],
  ['mentions somebody', 'text', message({ text: '<!here> look' })],
  ['mentions somebody', 'text', message({ text: 'by <@U1>' })],
  ['mentions somebody', 'text', message({ text: '<!subteam^S1>' })],
  ['parse given', 'parse', message({ parse: 'none' })],
  ['link_names given', 'link_names', message({ link_names: false })],
  [
    'not the metadata of a delivery',
    'metadata',
    message({ metadata: { event_type: 'sitrep_delivery', event_payload: { key: 'short' } } }),
  ],
  [
    'not the metadata of a delivery',
    'metadata',
    message({ metadata: { ...delivery, event_type: 'x' } }),
  ],
  [
    'not the metadata of a delivery',
    'metadata',
    message({ metadata: { ...delivery, event_payload: { ...delivery.event_payload, ref: 'x' } } }),
  ],
  ['mentions somebody', named, mention({ type: 'user', user_id: 'U1' })],
  ['mentions somebody', named, mention({ type: 'usergroup', usergroup_id: 'S1' })],
  ['mentions somebody', named, mention({ type: 'channel', channel_id: 'C1' })],
  ['mentions somebody', named, mention({ type: 'team', team_id: 'T1' })],
  ['mentions somebody', named, mention({ type: 'broadcast', range: 'here' })],
  ['emoji', named, mention({ type: 'emoji', name: 'wave' })],
  ['date without fallback', `${named}.fallback`, of(said(date({ fallback: undefined })))],
  [
    'plain_text without emoji: false',
    'blocks.0.text.emoji',
    of(section({ text: plain('x', { emoji: true }) })),
  ],
  [
    'plain_text without emoji: false',
    'blocks.0.elements.0.text.emoji',
    of(actions(button({ text: { type: 'plain_text', text: 'x' } }))),
  ],
  ['blank', 'blocks.0.text.text', of(header(' '))],
  [
    'text with & < > as they are',
    'blocks.0.text.text',
    of(section({ text: { type: 'mrkdwn', text: 'a < b' } })),
  ],
  [
    'mentions somebody',
    'blocks.0.elements.0.text',
    of(context({ type: 'mrkdwn', text: '<#C1|general>' })),
  ],
  [
    'option value twice',
    'blocks.0.elements.0.options.1.value',
    of(actions(menu({ options: many(2, () => option()) }))),
  ],
  ['markdown, which we never make', 'blocks.0', of({ type: 'markdown', text: '<!here>' })],
  ['video, which we never make', 'blocks.0', of({ type: 'video', video_url: 'https://x.test' })],
  ['rows of several widths', 'blocks.0.rows', of(table([[raw()], [raw(), raw()]]))],
  [
    'more columns than cells',
    'blocks.0.column_settings',
    of(table([[raw()]], { column_settings: [{ align: 'left' }, { align: 'left' }] })),
  ],
  ['over 13200 characters with 100 for each block', 'blocks', of(...spread(40, 240))],
  [
    'users_select, which we never make',
    'blocks.0.elements.0',
    of(actions({ type: 'users_select' })),
  ],
]
