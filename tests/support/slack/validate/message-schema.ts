import * as z from 'zod'
import { block } from './blocks.ts'

const ts = z.string().regex(/^\d{10}\.\d{6}$/, 'not a ts')

const shown = {
  text: z.string().max(40_000).optional(),
  blocks: z.array(block).max(50).optional(),
  unfurl_links: z.boolean().optional(),
  unfurl_media: z.boolean().optional(),
  mrkdwn: z.boolean().optional(),
  thread_ts: ts.optional(),
}

const metadata = z.strictObject({
  event_type: z.string().min(1),
  event_payload: z.record(z.string(), z.json()),
})

/** Arguments of chat.postMessage, and with `ts` those of chat.update. */
export const message = z.strictObject({
  ...shown,
  channel: z.string().min(1).optional(),
  ts: ts.optional(),
  metadata: metadata.optional(),
  reply_broadcast: z.boolean().optional(),
  parse: z.enum(['none', 'full']).optional(),
  link_names: z.boolean().optional(),
})

/** What a response_url takes (docs.slack.dev/interactivity/handling-user-interaction). */
export const response = z.strictObject({
  ...shown,
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
})

/** What every post of ours carries, so that it can be found again. */
export const delivery = z.strictObject({
  event_type: z.literal('sitrep_delivery'),
  event_payload: z.strictObject({ key: z.string().length(22) }),
})
