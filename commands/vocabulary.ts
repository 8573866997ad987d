import { type Command, defineCommand } from '#core/command'
import { UserError } from '#core/errors'
import { option, staffIn } from '#core/options'
import { aside, button, buttons, paragraph, typed } from '#core/reply'
import { saying } from '#core/show'
import { findTopic, type Topic, vocabulary } from '#core/topics'
import { joinAnd, shortened } from '#core/words'

/** Adds a topic of the workspace's own, or says anew what one is about. */
const addTopic = defineCommand({
  name: 'vocabulary add',
  summary: 'Add a topic of your own to the vocabulary here',
  options: {
    name: option.text('what it is called, like Black Sea'),
    scope: option.optional(option.text('what belongs to it, in a sentence')),
    aliases: option.optional(option.text('other names for it, between commas')),
  },
  examples: ['/vocabulary add Black Sea scope:"Security in and around the Black Sea."'],
  allow: 'manager',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { name, scope, aliases = '' }, staff: given, read }) {
    const staff = staffIn(given)
    const own = await staff.topics()
    const known = findTopic(await read.topics(), name)
    const mine = known && own.find(({ slug }) => slug === known.slug)
    if (known && !mine)
      throw new UserError(
        `${known.name} is a topic already, shared by everybody who uses this Sitrep. Use it, or choose another name.`,
      )
    const topic = topicOf(name, scope ?? mine?.scope, aliases, mine)
    const others = own.filter(({ slug }) => slug !== topic.slug)
    refuseFaults([...(await staff.sharedTopics()), ...others, topic])
    await staff.setTopics([...others, topic], `${mine ? 'changed' : 'added'}: ${topic.name}`)
    return saying(
      paragraph(`${topic.name} is ${mine ? 'changed' : 'a topic here now'}: ${topic.scope}`),
      aside('Briefings name it as ', { kind: 'code', text: topic.slug }, '.'),
      ...buttons(!mine && button('Take it back', 'vocabulary remove', { topic: topic.slug })),
    )
  },
})

const removeTopic = defineCommand({
  name: 'vocabulary remove',
  summary: 'Take a topic of your own out of the vocabulary here',
  options: { topic: option.topic('which topic') },
  examples: ['/vocabulary remove Black Sea'],
  allow: 'manager',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { topic }, staff: given }) {
    const staff = staffIn(given)
    const own = await staff.topics()
    const found = own.find(({ slug }) => slug === topic.slug)
    if (!found)
      throw new UserError(
        `${topic.name} is shared by everybody who uses this Sitrep, so it is changed by whoever runs it.`,
      )
    await staff.setTopics(
      own.filter((one) => one !== found),
      `removed: ${found.name}`,
    )
    const { name, scope, aliases } = found
    const others = aliases.map(({ text }) => text).join(', ')
    const again = { name, scope, ...(others !== '' && { aliases: others }) }
    return saying(
      paragraph(`${name} is no topic here any more. Briefings that name it stay as they are.`),
      ...buttons(button('Bring it back', 'vocabulary add', again)),
    )
  },
})

const topicOf = (
  name: string,
  scope: string | undefined,
  aliases: string,
  before: Topic | undefined,
): Topic => {
  if (scope === undefined)
    throw new UserError(
      'Say what belongs to it, in a sentence, so that others file the same there: ',
      typed('scope:"..."'),
    )
  const words = aliases.split(',').map((one) => one.trim())
  const others = words.filter((one) => one !== '').map((text) => ({ text, case: false }))
  return {
    slug: before?.slug ?? slugOf(name),
    name,
    scope,
    aliases: others.length > 0 ? others : (before?.aliases ?? []),
  }
}

const longestSlug = 40

const slugOf = (name: string): string => {
  const letters = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = letters.split(/[^a-z0-9]+/).filter((word) => word !== '')
  while (words.join('-').length > longestSlug) words.pop()
  if (words.length > 0) return words.join('-')
  throw new UserError(
    `"${shortened(name)}" has no letters that a short name could be made of. Use some of a to z.`,
  )
}

/** The same rules as in the file of topics. */
const refuseFaults = (topics: readonly Topic[]): void => {
  const { error } = vocabulary.safeParse(topics)
  if (error)
    throw new UserError(
      `That cannot be a topic: ${joinAnd(error.issues.map(({ message }) => message))}.`,
    )
}

export const vocabularyCommands: readonly Command[] = [addTopic, removeTopic]
