import { defineCommand } from '#core/command'
import { sayWeekday } from '#core/dates'
import { option, ordersIn } from '#core/options'
import { aside, button, buttons, paragraph } from '#core/reply'
import { saying } from '#core/show'
import { nextTimes } from './times.ts'
import { quoted, theOne } from './which.ts'

/** Lets a digest rest, until a day or until somebody resumes it. */
export const pauseDigest = defineCommand({
  name: 'digest pause',
  summary: 'Let a digest rest, for good or until a day',
  options: {
    digest: option.optional(option.digest('which digest, by name')),
    until: option.optional(option.until('the day on which it goes on: 3 January')),
  },
  examples: ['/digest pause', '/digest pause Morning briefing until 3 January'],
  allow: 'manager here',
  audience: 'asker',
  isPrivate: true,
  async run({ options, orders: given }) {
    const orders = ordersIn(given)
    const { until } = options
    const digest = await theOne(orders, options.digest, 'digest pause')
    const pause = { by: 'hand', why: 'by hand', ...(until && { until }) } as const
    const paused = await orders.change(digest, { pause })
    return saying(
      paragraph(
        `${quoted(paused)} is paused${until ? ` and goes on from ${sayWeekday(until)}` : ' until somebody resumes it'}.`,
      ),
      ...nextTimes(paused, orders.now),
      aside('What is new meanwhile comes with its next edition.'),
      ...buttons(button('Resume', 'digest resume', { digest: paused.id })),
    )
  },
})
