import { type Command, defineCommand } from '#core/command'
import type { Digest } from '#core/digest'
import { formOf } from '#core/form-of'
import { option, ordersIn } from '#core/options'
import { aside, button, buttons, paragraph, type Reply, typed } from '#core/reply'
import { saying } from '#core/show'
import type { Topic } from '#core/topics'
import { change } from './change.ts'
import { asTyped, inWords, termOptions } from './terms.ts'
import { quoted, theOne } from './which.ts'

/** What a dialogue asks for: Discord has no room for more. */
const asked = ['when', 'topics', 'zone', 'name', 'form'] as const

/** Changes a digest; what is not told stays. Of one that is named and told nothing, it asks in a dialogue. */
export const editDigest: Command = defineCommand({
  name: 'digest edit',
  summary: 'Change a digest, its times or what it holds',
  options: {
    digest: option.optional(option.digest('which digest, by name')),
    when: option.optional(option.when('when it comes: weekdays 08:00')),
    ...termOptions,
  },
  examples: [
    '/digest edit when:weekdays 09:00',
    '/digest edit Morning briefing topics:nato, russia zone:Kyiv',
    '/digest edit mention:none',
  ],
  allow: 'manager here',
  audience: 'asker',
  isPrivate: true,
  form: true,
  async run({ options, orders: given, read }) {
    const orders = ordersIn(given)
    const { digest: named, ...wish } = options
    const digest = await theOne(orders, named, 'digest edit')
    const topics = await read.topics()
    if (Object.keys(wish).length > 0) return change(digest, wish, { orders, topics })
    return named ? dialogue(digest, topics) : howTo(digest, topics)
  },
})

const dialogue = (digest: Digest, topics: readonly Topic[]) => {
  const is = asTyped(digest, topics)
  const values = Object.fromEntries(asked.map((term) => [term, is[term]]))
  return formOf(editDigest, { digest: digest.id, ...values }, asked)
}

const howTo = (digest: Digest, topics: readonly Topic[]): Reply => {
  const terms = Object.values(inWords(digest, topics))
  return saying(
    paragraph(`${quoted(digest)} as it is:`),
    { kind: 'facts', facts: terms.map(({ name, value }) => ({ name, value: [value] })) },
    aside('Write what is to be different, like ', typed('/digest edit when:weekdays 09:00')),
    ...buttons(button('Edit it here', 'digest edit', { digest: digest.id })),
  )
}
