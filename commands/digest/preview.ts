import { defineCommand } from '#core/command'
import { option, ordersIn } from '#core/options'
import { aside } from '#core/reply'
import { theOne } from './which.ts'

/** What an edition would hold at this moment, shown to the asker alone. */
export const previewDigest = defineCommand({
  name: 'digest preview',
  summary: 'See what a digest would hold now; only you see it',
  options: { digest: option.optional(option.digest('which digest, by name')) },
  examples: ['/digest preview', '/digest preview Morning briefing'],
  allow: 'manager here',
  audience: 'asker',
  isPrivate: true,
  async run({ options, orders: given }) {
    const orders = ordersIn(given)
    const digest = await theOne(orders, options.digest, 'digest preview')
    const reply = await orders.preview(digest)
    return { ...reply, blocks: [aside('A preview, which only you see.'), ...reply.blocks] }
  },
})
