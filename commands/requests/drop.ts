import { defineCommand } from '#core/command'
import { deskIn, option } from '#core/options'
import { paragraph, strong } from '#core/reply'
import { saying } from '#core/show'

/** Gives a request back to all editors. */
export const dropRequest = defineCommand({
  name: 'requests drop',
  summary: 'Give back a question that you have taken',
  options: { request: option.request('which question, by its id') },
  examples: ['/requests drop x7k3'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { request }, requests }) {
    await deskIn(requests).giveBack(request)
    return saying(paragraph(strong(request.id), ' is free again for any editor to take.'))
  },
})
