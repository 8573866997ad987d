import { defineCommand } from '#core/command'
import type { Digest, Orders } from '#core/digest'
import { UserError } from '#core/errors'
import { option, ordersIn } from '#core/options'
import { aside, type Block, button, buttons, paragraph } from '#core/reply'
import { sayMissing } from '#core/say-outcome'
import { saying } from '#core/show'
import { tlpLabel } from '#core/tlp'
import { callButton, meantBy, notYet } from './mention.ts'
import { nameFor, sayTopics, termOptions } from './terms.ts'
import { nextTimes, sayWhen } from './times.ts'
import { freeName } from './which.ts'

/** More than these in one place nobody can tell apart. */
const mostInPlace = 25

/** Sets a digest for the channel it is asked in, or for the asker alone. */
export const createDigest = defineCommand({
  name: 'digest create',
  summary: 'Get a digest of what is new, at set times',
  options: { when: option.when('when it comes: weekdays 08:00'), ...termOptions },
  examples: [
    '/digest create weekdays 08:00',
    '/digest create mondays and thursdays 9:00 topics:nato, defence core zone:Kyiv',
    '/digest create monthly 1 08:00 name:The month form:long',
  ],
  allow: 'manager here',
  audience: 'asker',
  isPrivate: true,
  async run({ options, orders: given, zone, read }) {
    const orders = ordersIn(given)
    const standing = await orders.list()
    if (standing.length >= mostInPlace)
      throw new UserError(
        `There are ${mostInPlace} digests in ${orders.place}, and no more are possible. Delete one first.`,
      )
    const mention = await meantBy(options.mention, orders)
    const digest = await orders.add({
      name: freeName(options.name || nameFor(options.when), standing),
      schedule: options.when,
      zone: options.zone ?? zone,
      topics: (options.topics ?? []).map(({ slug }) => slug),
      sendsEmpty: options.empty === 'yes',
      form: options.form ?? 'headlines',
      skips: [],
    })
    const { id } = digest
    return saying(
      paragraph(
        `Set for ${orders.place}: `,
        ...saySet(digest, sayTopics(digest, await read.topics())),
      ),
      ...nextTimes(digest, orders.now),
      aside(`It begins with what arrives from now on. ${sayLimit(orders)}`),
      ...missing(orders),
      ...notYet(mention),
      ...buttons(
        mention && callButton(mention, digest),
        button('Preview', 'digest preview', { digest: id }),
        button('Edit', 'digest edit', { digest: id }),
        button('Delete', 'digest delete', { digest: id }),
      ),
    )
  },
})

/** One sentence that says all of it. */
const saySet = (digest: Digest, topics: string) => [
  `"${digest.name}", `,
  ...sayWhen(digest),
  `, on ${topics}`,
  digest.form === 'long' ? ', each briefing whole' : '',
  digest.sendsEmpty ? ', also when there is nothing new' : '',
  '.',
]

/** How far up its editions go. */
export const sayLimit = ({ place, limit, isPersonal }: Orders): string => {
  const upTo = limit === 'CLEAR' ? tlpLabel(limit) : `up to ${tlpLabel(limit)}`
  return isPersonal ? `You see ${upTo} there.` : `${place} sees ${upTo}.`
}

export const missing = ({ missing: rights, place }: Orders): Block[] =>
  rights.length > 0 ? [paragraph(sayMissing(rights, place))] : []
