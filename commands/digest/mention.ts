import { defineCommand } from '#core/command'
import type { Digest, Mention, Orders } from '#core/digest'
import { UserError } from '#core/errors'
import { option, ordersIn } from '#core/options'
import { type Block, type Button, button, buttons, paragraph } from '#core/reply'
import { saying } from '#core/show'
import { quoted, theOne } from './which.ts'

/** Lets every edition call a role or group. That a manager runs it is the confirmation. */
export const mentionInDigest = defineCommand({
  name: 'digest mention',
  summary: 'Let every edition call a role or group, or nobody any more',
  options: {
    mention: option.name('the role or group, or none', 200),
    digest: option.optional(option.digest('which digest, by name')),
  },
  examples: ['/digest mention @desk', '/digest mention none digest:Morning briefing'],
  allow: 'manager',
  audience: 'asker',
  isPrivate: true,
  async run({ options, orders: given }) {
    const orders = ordersIn(given)
    const digest = await theOne(orders, options.digest, 'digest mention')
    const mention = await meantBy(options.mention, orders)
    if (!mention) return callsNobody(digest, orders)
    const changed = await orders.change(digest, { mention })
    return saying(
      paragraph(`Every edition of ${quoted(changed)} now calls ${mention.text}.`),
      ...buttons(button('Call nobody', 'digest mention', { mention: 'none', digest: changed.id })),
    )
  },
})

const callsNobody = async (digest: Digest, orders: Orders) => {
  const { mention } = digest
  if (mention) await orders.change(digest, {}, ['mention'])
  return saying(
    paragraph(
      `${quoted(digest)} calls nobody${mention ? ` any more; it was ${mention.text}` : ''}.`,
    ),
    ...buttons(mention && callButton(mention, digest)),
  )
}

/** Whom somebody means to call; undefined for nobody. Throws UserError where there is nobody to be called. */
export const meantBy = async (
  typed: string | undefined,
  orders: Orders,
): Promise<Mention | undefined> => {
  if (typed === undefined || isNobody(typed)) return undefined
  if (orders.isPersonal)
    throw new UserError(
      'Only you read your direct messages, so nobody can be called there. Leave out the mention.',
    )
  return orders.mentionable(typed)
}

export const isNobody = (typed: string): boolean => /^\s*(?:none|nobody|no one)?\s*$/i.test(typed)

/** It calls many people, so whoever sets it is asked once more. */
export const notYet = (mention: Mention | undefined): Block[] =>
  mention ? [paragraph(`${mention.text} is not called yet: press the button if it is to be.`)] : []

export const callButton = (mention: Mention, { id }: Digest): Button =>
  button(`Call ${mention.text} in every edition`, 'digest mention', {
    mention: mention.id,
    digest: id,
  })
