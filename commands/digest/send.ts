import { defineCommand } from '#core/command'
import { UserError } from '#core/errors'
import { option, ordersIn } from '#core/options'
import { aside, button, buttons, paragraph } from '#core/reply'
import { sayMissing } from '#core/say-outcome'
import { saying } from '#core/show'
import { nextTimes } from './times.ts'
import { quoted, theOne } from './which.ts'

/** Posts an edition at once; those at set times come all the same. */
export const sendDigest = defineCommand({
  name: 'digest send',
  summary: 'Post a digest now, beside its set times',
  options: {
    digest: option.optional(option.digest('which digest, by name')),
    when: option.optional(option.choice('now', ['now'])),
  },
  examples: ['/digest send now', '/digest send Morning briefing now'],
  allow: 'manager here',
  audience: 'asker',
  isPrivate: true,
  async run({ options, orders: given }) {
    const orders = ordersIn(given)
    const { place, missing, now } = orders
    if (missing.length > 0) throw new UserError(sayMissing(missing, place))
    const digest = await theOne(orders, options.digest, 'digest send')
    if (!(await orders.sendNow(digest)))
      return saying(
        paragraph(`There is nothing new in ${quoted(digest)}, so nothing is posted.`),
        ...nextTimes(digest, now),
      )
    return saying(
      paragraph(`${quoted(digest)} is on its way to ${place}.`),
      aside('What it holds does not come again with the next one.'),
      ...buttons(button('See whether it arrived', 'digest history', { digest: digest.id })),
    )
  },
})
