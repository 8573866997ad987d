import * as z from 'zod'
import { block } from './blocks.ts'
import { type Broken, broken, brokenBySchema, isObject, type Json, objectsOf } from './broken.ts'
import { type Allowed, brokenByHouse } from './house.ts'
import { brokenByIds } from './ids.ts'
import { plain, words } from './texts.ts'

const common = {
  blocks: z.array(block).min(1).max(100),
  private_metadata: z.string().max(3_000).optional(),
  callback_id: words(255).optional(),
  external_id: words(255).optional(),
}

const modal = z.strictObject({
  type: z.literal('modal'),
  ...common,
  title: plain(24),
  submit: plain(24).optional(),
  close: plain(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
})

/** docs.slack.dev/reference/views */
const view = z.discriminatedUnion('type', [
  modal,
  z.strictObject({ type: z.literal('home'), ...common }),
])

/** What is wrong with a modal or an App Home, of views.open, update, push and publish and of acks. */
export const viewFaults = (body: unknown, allowed: Allowed = {}): Broken[] => [
  ...brokenBySchema(view, body),
  ...(isObject(body) ? brokenByView(body) : []),
  ...brokenByHouse(body, '', allowed),
]

const brokenByView = (body: Json): Broken[] => {
  const blocks = objectsOf(body.blocks)
  const hasInput = blocks.some(({ type }) => type === 'input')
  const isUnsent = body.type === 'modal' && hasInput && body.submit === undefined
  return [
    ...broken(isUnsent, 'inputs without a submit button', 'submit'),
    ...broken(Buffer.byteLength(JSON.stringify(body)) > 250_000, 'over 250 kB', ''),
    ...blocks.flatMap(({ type }, at) =>
      broken(type === 'table', 'table outside a message', `blocks.${at}`),
    ),
    ...brokenByIds(blocks),
  ]
}
