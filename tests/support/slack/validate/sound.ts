import type { Json } from './broken.ts'

/** Sound parts, of which a test changes one thing. */
export const plain = (text = 'x', more: Json = {}): Json => ({
  type: 'plain_text',
  text,
  emoji: false,
  ...more,
})

export const long = (length: number): string => 'x'.repeat(length)

export const many = <T>(count: number, one: (at: string) => T): T[] =>
  Array.from({ length: count }, (_, at) => one(`${at}`))

export const words = (text = 'Four countries', more: Json = {}): Json => ({
  type: 'text',
  text,
  ...more,
})

export const line = (...elements: Json[]): Json => ({ type: 'rich_text_section', elements })

export const rich = (...elements: Json[]): Json => ({ type: 'rich_text', elements })

/** A rich text of one line. */
export const said = (...inlines: Json[]): Json => rich(line(...inlines))

export const list = (more: Json = {}): Json => ({
  type: 'rich_text_list',
  style: 'bullet',
  elements: [line(words())],
  ...more,
})

export const button = (more: Json = {}): Json => ({
  type: 'button',
  text: plain('Read it'),
  action_id: 'a',
  ...more,
})

export const option = (value = '1', more: Json = {}): Json => ({
  text: plain('One'),
  value,
  ...more,
})

export const menu = (more: Json = {}): Json => ({
  type: 'static_select',
  action_id: 'm',
  options: [option()],
  ...more,
})

export const actions = (...elements: Json[]): Json => ({ type: 'actions', elements })

export const section = (more: Json = {}): Json => ({ type: 'section', text: plain(), ...more })

export const image = (more: Json = {}): Json => ({
  type: 'image',
  image_url: 'https://x.test/map.png',
  alt_text: 'A map',
  ...more,
})

export const raw = (text = 'x'): Json => ({ type: 'raw_text', text })

export const table = (rows: unknown = [[raw(), raw()]], more: Json = {}): Json => ({
  type: 'table',
  rows,
  ...more,
})

export const box = (more: Json = {}): Json => ({
  type: 'plain_text_input',
  action_id: 'text',
  ...more,
})

export const input = (element: Json = box(), more: Json = {}): Json => ({
  type: 'input',
  block_id: 'field',
  label: plain('Subject'),
  element,
  ...more,
})

export const message = (more: Json = {}): Json => ({
  text: 'TLP:CLEAR  Four countries',
  blocks: [said(words())],
  unfurl_links: false,
  unfurl_media: false,
  ...more,
})

/** A message of these blocks. */
export const of = (...blocks: Json[]): Json => message({ blocks })

export const modal = (more: Json = {}): Json => ({
  type: 'modal',
  title: plain('Brief'),
  submit: plain('Show'),
  blocks: [input()],
  ...more,
})

export const home = (more: Json = {}): Json => ({ type: 'home', blocks: [said(words())], ...more })

export const ts = '1700000000.000100'
export const date = (more: Json = {}): Json => ({
  type: 'date',
  timestamp: 1_700_000_000,
  format: '{date_short}',
  fallback: '14 Nov 2023',
  ...more,
})
export const link = (more: Json = {}): Json => ({ type: 'link', url: 'https://x.test', ...more })
export const dotted = (more: Json = {}): Json => ({
  type: 'overflow',
  options: [option()],
  ...more,
})
export const ticks = (more: Json = {}): Json => ({
  type: 'checkboxes',
  options: [option()],
  ...more,
})
export const context = (...elements: Json[]): Json => ({ type: 'context', elements })
export const header = (text: string): Json => ({ type: 'header', text: plain(text) })
