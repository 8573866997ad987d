import { defineCommand } from '#core/command'
import { deskIn, option } from '#core/options'
import { aside, button, buttons, paragraph, strong, typed } from '#core/reply'
import { asked } from '#core/say-request'
import { saying } from '#core/show'

/** Takes a request in hand, so that no two editors work on the same. */
export const takeRequest = defineCommand({
  name: 'requests take',
  summary: 'Take a question for the editors in hand',
  options: { request: option.request('which question, by its id') },
  examples: ['/requests take x7k3'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { request }, requests }) {
    const { id } = await deskIn(requests).take(request)
    return saying(
      paragraph(strong(id), ' is yours.'),
      asked(request),
      ...buttons(button('Give it back', 'requests drop', { request: id }, 'here')),
      aside('Answer it: ', typed(`/requests answer ${id} <briefing>`)),
    )
  },
})
