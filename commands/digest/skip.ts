import { defineCommand } from '#core/command'
import type { Day } from '#core/dates'
import type { Digest, Ms, Orders } from '#core/digest'
import { option, ordersIn } from '#core/options'
import { aside, type Block, button, buttons, list, paragraph } from '#core/reply'
import { saying } from '#core/show'
import { joinAnd, joinOr } from '#core/words'
import { dayAfter, daysAhead, sayDays, slotsOn, startOf } from './days.ts'
import { comingTimes, sayMoment } from './times.ts'
import { quoted, theOne } from './which.ts'

/** Leaves out single days: holidays, a conference. */
export const skipInDigest = defineCommand({
  name: 'digest skip',
  summary: 'Leave out days, like holidays',
  options: {
    dates: option.days('the days, like 24 Dec to 2 Jan, or none'),
    digest: option.optional(option.digest('which digest, by name')),
  },
  examples: ['/digest skip 24 Dec to 2 Jan', '/digest skip 1 May, 9 May', '/digest skip none'],
  allow: 'manager here',
  audience: 'asker',
  isPrivate: true,
  async run({ options, orders: given }) {
    const orders = ordersIn(given)
    const digest = await theOne(orders, options.digest, 'digest skip')
    return options.dates.length === 0
      ? skipNone(digest, orders)
      : skipDays(digest, options.dates, orders)
  },
})

const skipDays = async (digest: Digest, dates: readonly Day[], orders: Orders) => {
  // Days that have passed stay: a slot of theirs may still have to be looked at after a standstill.
  const skips = [...new Set([...digest.skips, ...dates])].sort()
  const changed = await orders.change(digest, { skips })
  const ahead = daysAhead(changed, orders.now)
  return saying(
    ...leftOut(changed, dates, orders),
    ...goesOn('Then', changed, endOf(dates, changed)),
    ...(ahead.length > dates.length ? [aside(`Left out in all: ${joinAnd(sayDays(ahead))}.`)] : []),
    ...buttons(button('Leave out none', 'digest skip', { dates: 'none', digest: digest.id })),
  )
}

const skipNone = async (digest: Digest, orders: Orders) => {
  const skipped = daysAhead(digest, orders.now)
  if (skipped.length === 0)
    return saying(
      paragraph(`${quoted(digest)} leaves out no day.`),
      ...goesOn('Next', digest, orders.now),
    )
  const skips = digest.skips.filter((day) => !skipped.includes(day))
  const changed = await orders.change(digest, { skips })
  return saying(
    paragraph(`${quoted(digest)} leaves out no day any more; it was ${joinAnd(sayDays(skipped))}.`),
    ...goesOn('Next', changed, orders.now),
    ...buttons(
      button('Leave them out again', 'digest skip', {
        dates: skipped.join(', '),
        digest: digest.id,
      }),
    ),
  )
}

/** When it comes next after a moment. */
const goesOn = (word: 'Then' | 'Next', digest: Digest, after: Ms): Block[] =>
  comingTimes(digest, after, 1).map((at) =>
    paragraph(`${word} it comes on ${sayMoment(at.epochMilliseconds, digest.zone)}.`),
  )

const endOf = (dates: readonly Day[], { zone }: Digest): Ms =>
  startOf(dayAfter(dates.at(-1) ?? ''), zone) - 1

/** More times than these are counted. */
const mostListed = 6

/** The times that fall away, and the days on which none would have come. */
const leftOut = (digest: Digest, dates: readonly Day[], { now }: Orders): Block[] => {
  const slots = slotsOn(digest, dates, now)
  const times = slots.map(({ at }) => sayMoment(at.epochMilliseconds, digest.zone))
  const without = dates.filter((date) => !slots.some(({ day }) => day === date))
  const anyway =
    without.length > 0 ? [aside(`It does not come on ${joinOr(sayDays(without))} anyway.`)] : []
  if (times.length === 0) return [paragraph(`Nothing is left out of ${quoted(digest)}.`), ...anyway]
  const what = `Left out of ${quoted(digest)}:`
  if (times.length > mostListed)
    return [
      paragraph(`${what} ${times.length} times, from ${times[0]} to ${times.at(-1)}.`),
      ...anyway,
    ]
  return [paragraph(what), list(times.map((time) => ({ text: [time] }))), ...anyway]
}
