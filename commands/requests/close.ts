import { defineCommand } from '#core/command'
import { deskIn, option } from '#core/options'
import { aside, paragraph, strong } from '#core/reply'
import { asked } from '#core/say-request'
import { saying } from '#core/show'
import { sayTelling } from './telling.ts'

/** Settles a request without a briefing; whoever asked is told once, with the reason. */
export const closeRequest = defineCommand({
  name: 'requests close',
  summary: 'Close a question for the editors without a briefing',
  options: {
    request: option.request('which question, by its id'),
    why: option.optional(option.sentence('why, in a sentence for whoever asked', 300)),
  },
  examples: ['/requests close x7k3 We do not cover football'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { request, why }, requests }) {
    const telling = await deskIn(requests).close(request, why)
    return saying(
      paragraph(strong(request.id), ' is closed.'),
      asked(request),
      aside(sayTelling(telling)),
    )
  },
})
