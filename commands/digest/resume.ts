import { defineCommand } from '#core/command'
import { option, ordersIn } from '#core/options'
import { aside, button, buttons, paragraph } from '#core/reply'
import { saying } from '#core/show'
import { missing } from './create.ts'
import { nextTimes } from './times.ts'
import { quoted, theOne } from './which.ts'

/** Ends a pause, or brings a deleted digest back. */
export const resumeDigest = defineCommand({
  name: 'digest resume',
  summary: 'Let a digest go on after a pause, or bring it back',
  options: {
    digest: option.optional(option.digest('which digest, by name', { deleted: true })),
  },
  examples: ['/digest resume', '/digest resume Morning briefing'],
  allow: 'manager here',
  audience: 'asker',
  isPrivate: true,
  async run({ options, orders: given }) {
    const orders = ordersIn(given)
    const digest = await theOne(orders, options.digest, 'digest resume')
    const { pause, isDeleted, id } = digest
    if (!pause && !isDeleted)
      return saying(paragraph(`${quoted(digest)} is not paused.`), ...nextTimes(digest, orders.now))
    const resumed = isDeleted
      ? await orders.restore(digest)
      : await orders.change(digest, {}, ['pause'])
    return saying(
      paragraph(`${quoted(resumed)} ${isDeleted ? 'is back' : 'goes on'}.`),
      ...(pause?.by === 'fault'
        ? [paragraph(`It had rested because it could not be posted: ${pause.why}.`)]
        : []),
      ...missing(orders),
      ...nextTimes(resumed, orders.now),
      aside('What is new meanwhile comes with its next edition.'),
      ...buttons(
        isDeleted
          ? button('Delete', 'digest delete', { digest: id })
          : button('Pause', 'digest pause', { digest: id }),
      ),
    )
  },
})
