import { defineCommand } from '#core/command'
import type { Digest, Ms, Orders } from '#core/digest'
import { ordersIn } from '#core/options'
import { aside, button, type Item, list, paragraph, strong, typed } from '#core/reply'
import { counted, saying } from '#core/show'
import { sayNext, sayWhen } from './times.ts'

/** The digests of the channel it is asked in, or the asker's own, each with when it comes next. */
export const listDigests = defineCommand({
  name: 'digest list',
  summary: 'See which digests come here, and when next',
  options: {},
  examples: ['/digest list'],
  allow: 'manager here',
  audience: 'asker',
  isPrivate: true,
  async run({ orders: given }) {
    const orders = ordersIn(given)
    const digests = await orders.list()
    return digests.length === 0 ? none(orders) : shown(digests, orders)
  },
})

const none = ({ place }: Orders) =>
  saying(
    paragraph(`No digest comes to ${place} yet.`),
    aside('Make one: ', typed('/digest create weekdays 08:00')),
  )

const shown = (digests: readonly Digest[], { place, now }: Orders) => ({
  ...saying(list(digests.map((digest) => digestItem(digest, now)))),
  headline: [`${counted(digests.length, 'digest')} in ${place}`],
})

const digestItem = (digest: Digest, now: Ms): Item => ({
  text: [strong(digest.name), ' · ', ...sayWhen(digest), ` · ${sayNext(digest, now)}`],
  button: button('Show', 'digest show', { digest: digest.id }),
})
