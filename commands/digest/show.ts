import { defineCommand } from '#core/command'
import type { Digest, Edition, Orders } from '#core/digest'
import { option, ordersIn } from '#core/options'
import { aside, type Block, button, buttons, paragraph } from '#core/reply'
import { saying } from '#core/show'
import type { Topic } from '#core/topics'
import { joinAnd } from '#core/words'
import { missing, sayLimit } from './create.ts'
import { daysAhead, sayDays } from './days.ts'
import { sayState, settleButtons } from './state.ts'
import { inWords } from './terms.ts'
import { nextTimes, sayEdition, sayPause, sayWhen } from './times.ts'
import { theOne } from './which.ts'

/** Everything about one digest. */
export const showDigest = defineCommand({
  name: 'digest show',
  summary: 'See all about one digest',
  options: { digest: option.optional(option.digest('which digest, by name')) },
  examples: ['/digest show', '/digest show Morning briefing'],
  allow: 'manager here',
  audience: 'asker',
  isPrivate: true,
  async run({ options, orders: given, read }) {
    const orders = ordersIn(given)
    const digest = await theOne(orders, options.digest, 'digest show')
    const [topics, { items }] = await Promise.all([
      read.topics(),
      orders.history(digest, { offset: 0, limit: 1 }),
    ])
    return {
      ...saying(
        ...stateOf(digest, orders),
        facts(digest, topics, orders),
        ...last(items, digest, orders),
        ...actions(digest),
      ),
      headline: [digest.name],
    }
  },
})

const stateOf = (digest: Digest, orders: Orders): Block[] => {
  const { pause } = digest
  return [
    paragraph(`To ${orders.place}, `, ...sayWhen(digest), '.'),
    ...(pause ? [paragraph(`It ${pause.by === 'hand' ? 'is ' : ''}${sayPause(pause)}.`)] : []),
    ...missing(orders),
    ...nextTimes(digest, orders.now),
  ]
}

const facts = (digest: Digest, topics: readonly Topic[], orders: Orders): Block => {
  const { name: _, when: __, mention, ...words } = inWords(digest, topics)
  const skipped = sayDays(daysAhead(digest, orders.now))
  const all = [
    ...Object.values(words),
    ...(digest.mention ? [mention] : []),
    ...(skipped.length > 0 ? [{ name: 'Left out', value: joinAnd(skipped) }] : []),
  ]
  return { kind: 'facts', facts: all.map(({ name, value }) => ({ name, value: [value] })) }
}

const last = (items: readonly Edition[], digest: Digest, orders: Orders): Block[] => {
  const [edition] = items
  if (!edition) return [aside(`No edition has come yet. ${sayLimit(orders)}`)]
  return [
    paragraph(`Last: ${sayEdition(edition, digest.zone)}, `, ...sayState(edition, orders), '.'),
    ...(edition.state === 'unknown' ? settleButtons(edition.id) : []),
    aside(sayLimit(orders)),
  ]
}

const actions = ({ id, pause }: Digest): Block[] =>
  buttons(
    pause
      ? button('Resume', 'digest resume', { digest: id })
      : button('Pause', 'digest pause', { digest: id }),
    button('Preview', 'digest preview', { digest: id }),
    button('Send now', 'digest send', { digest: id }),
    button('History', 'digest history', { digest: id }),
    button('Edit', 'digest edit', { digest: id }),
  )
