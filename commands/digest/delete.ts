import { defineCommand } from '#core/command'
import { option, ordersIn } from '#core/options'
import { aside, button, buttons, paragraph } from '#core/reply'
import { saying } from '#core/show'
import { sayWhen } from './times.ts'
import { quoted, theOne } from './which.ts'

/** Ends a digest, once whoever asks has said so twice. */
export const deleteDigest = defineCommand({
  name: 'digest delete',
  summary: 'End a digest',
  options: {
    digest: option.optional(option.digest('which digest, by name')),
    sure: option.optional(option.choice('without being asked again', ['yes'])),
  },
  examples: ['/digest delete Morning briefing'],
  allow: 'manager here',
  audience: 'asker',
  isPrivate: true,
  async run({ options, orders: given }) {
    const orders = ordersIn(given)
    const digest = await theOne(orders, options.digest, 'digest delete')
    const { id } = digest
    if (options.sure !== 'yes')
      return saying(
        paragraph(
          `Delete ${quoted(digest)}? It comes to ${orders.place}: `,
          ...sayWhen(digest),
          '.',
        ),
        ...buttons(button('Delete it', 'digest delete', { digest: id, sure: 'yes' }, 'here')),
      )
    await orders.remove(digest)
    return saying(
      paragraph(`${quoted(digest)} is deleted; nothing more comes of it.`),
      aside('What was posted stays.'),
      ...buttons(button('Bring it back', 'digest resume', { digest: id }, 'here')),
    )
  },
})
