import * as z from 'zod'
import { blockId } from './parts.ts'
import { webAddress } from './texts.ts'

const style = z
  .strictObject({
    bold: z.boolean(),
    italic: z.boolean(),
    strike: z.boolean(),
    underline: z.boolean(),
    code: z.boolean(),
  })
  .partial()
  .optional()

const id = z.string().min(1)
const text = z.strictObject({ type: z.literal('text'), text: z.string().min(1), style })
const link = z.strictObject({
  type: z.literal('link'),
  url: webAddress,
  text: z.string().min(1).optional(),
  unsafe: z.boolean().optional(),
  style,
})

/** Seconds; a number of this size is milliseconds. */
const timestamp = z.int().positive().max(99_999_999_999)
const token =
  '{(?:date(?:_num|_slash|_long|_long_full|_long_pretty|_pretty|_short|_short_pretty)?|day_divider_pretty|time(?:_secs)?|ago)}'
const format = z.string().regex(new RegExp(`^(?:[^{}]|${token})*${token}(?:[^{}]|${token})*$`), {
  error: 'not a format of dates',
})

const date = z.strictObject({
  type: z.literal('date'),
  timestamp,
  format,
  url: webAddress.optional(),
  fallback: z.string().min(1).optional(),
  style,
})

const inline = z.discriminatedUnion('type', [
  text,
  link,
  date,
  z.strictObject({ type: z.literal('user'), user_id: id, style }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: id, style }),
  z.strictObject({ type: z.literal('channel'), channel_id: id, style }),
  z.strictObject({ type: z.literal('team'), team_id: id, style }),
  z.strictObject({
    type: z.literal('broadcast'),
    range: z.enum(['here', 'channel', 'everyone']),
    style,
  }),
  z.strictObject({
    type: z.literal('emoji'),
    name: id,
    unicode: z.string().optional(),
    url: webAddress.optional(),
    style,
  }),
  z.strictObject({
    type: z.literal('color'),
    value: z.string().regex(/^#[0-9a-f]{6}$/i, 'not a colour'),
    style,
  }),
])

const inlines = z.array(inline).min(1)
const border = z.union([z.literal(0), z.literal(1)]).optional()
const section = z.strictObject({ type: z.literal('rich_text_section'), elements: inlines })

const list = z.strictObject({
  type: z.literal('rich_text_list'),
  style: z.enum(['bullet', 'ordered']),
  elements: z.array(section).min(1),
  indent: z.int().min(0).max(8).optional(),
  offset: z.int().min(0).optional(),
  border,
})

const quote = z.strictObject({ type: z.literal('rich_text_quote'), elements: inlines, border })

const preformatted = z.strictObject({
  type: z.literal('rich_text_preformatted'),
  elements: z.array(z.discriminatedUnion('type', [text, link])).min(1),
  border,
})

/** docs.slack.dev/reference/block-kit/blocks/rich-text-block */
export const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: blockId,
  elements: z.array(z.discriminatedUnion('type', [section, list, quote, preformatted])).min(1),
})
