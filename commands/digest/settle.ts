import { defineCommand } from '#core/command'
import { UserError } from '#core/errors'
import { option, ordersIn } from '#core/options'
import { aside, paragraph, typed } from '#core/reply'
import { saying } from '#core/show'
import { settleButtons } from './state.ts'

/** Settles an edition of which only a person can tell whether it arrived. */
export const settleEdition = defineCommand({
  name: 'digest settle',
  summary: 'Say whether an edition arrived, where Sitrep cannot tell',
  options: {
    edition: { ...option.name('its id, from the notice about it', 100), kind: 'digest' },
    arrived: option.optional(option.choice('whether it arrived; no posts it', ['yes', 'no'])),
  },
  examples: ['/digest settle Zk3xVbnR0a yes'],
  allow: 'manager here',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { edition, arrived }, orders: given }) {
    const orders = ordersIn(given)
    if (arrived === undefined)
      return saying(
        paragraph('Did it arrive? Look for it in its channel, then say which.'),
        ...settleButtons(edition),
      )
    const settled = await orders.settle(edition, arrived === 'yes')
    if (!settled)
      throw new UserError(
        'Nothing is left to say about that edition, or it belongs to another channel. What became of it: ',
        typed('/digest history'),
      )
    return arrived === 'yes'
      ? saying(paragraph('Noted: it arrived. What it held counts as shown.'))
      : saying(
          paragraph('It is posted now.'),
          aside('With what is new by now, and without what has been shown since.'),
        )
  },
})
