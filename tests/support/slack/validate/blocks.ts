import * as z from 'zod'
import { button, checkboxes, datePicker, overflow, radioButtons } from './controls.ts'
import { inputs } from './inputs.ts'
import { other, otherBlocks, otherElements } from './others.ts'
import { blockId } from './parts.ts'
import { richText } from './rich-text.ts'
import { selects } from './selects.ts'
import { table } from './table-schema.ts'
import { plain, secureAddress, text, words } from './texts.ts'

const pictured = { type: z.literal('image'), image_url: secureAddress, alt_text: words(2_000) }
const picture = z.strictObject(pictured)
const controls = [...selects, checkboxes, radioButtons, datePicker, other(otherElements)] as const
const pressed = [button, overflow, ...controls] as const

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id: blockId,
    text: text(3_000).optional(),
    fields: z.array(text(2_000)).min(1).max(10).optional(),
    accessory: z.discriminatedUnion('type', [picture, ...pressed]).optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text || fields, {
    error: 'neither text nor fields',
    path: ['text'],
  })

const context = z.strictObject({
  type: z.literal('context'),
  block_id: blockId,
  elements: z
    .array(z.discriminatedUnion('type', [text(3_000), picture]))
    .min(1)
    .max(10),
})

const actions = z.strictObject({
  type: z.literal('actions'),
  block_id: blockId,
  elements: z.array(z.discriminatedUnion('type', pressed)).min(1).max(25),
})

const input = z.strictObject({
  type: z.literal('input'),
  block_id: blockId,
  label: plain(2_000),
  hint: plain(2_000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: z.discriminatedUnion('type', [...inputs, ...controls]),
})

/** docs.slack.dev/reference/block-kit/blocks, wherever they stand. */
export const block = z.discriminatedUnion('type', [
  richText,
  section,
  context,
  actions,
  input,
  table,
  z.strictObject({ type: z.literal('header'), block_id: blockId, text: plain(150) }),
  z.strictObject({ type: z.literal('divider'), block_id: blockId }),
  z.strictObject({ ...pictured, block_id: blockId, title: plain(2_000).optional() }),
  other(otherBlocks),
])
