import { z } from 'zod'
import { folded, nearest } from './near.ts'

const slug = z
  .string({ error: 'must be a slug like defence-core' })
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case letters, digits and single hyphens')
  .max(40, 'must be at most 40 characters')
const line = (most: number) =>
  z
    .string({ error: 'must be text; put it in quotes' })
    .trim()
    .min(1, 'must not be empty')
    .max(most, `must be at most ${most} characters`)

/** `text` alone is found whatever its case; with `case: true` only as it is written ("US", "IT"). */
const alias = z
  .union([line(60), z.strictObject({ text: line(60), case: z.boolean().default(false) })], {
    error: 'must be text, or {text, case}',
  })
  .transform((given) => (typeof given === 'string' ? { text: given, case: false } : given))

const topic = z.strictObject({
  slug,
  name: line(60),
  scope: line(200),
  aliases: z.array(alias, { error: 'must be a list' }).default([]),
})
export type Topic = z.infer<typeof topic>

/** The vocabulary of `topics.yaml`: no slug, name or alias may mean two topics. */
export const vocabulary = z
  .array(topic, { error: 'must be a list of topics' })
  .superRefine((topics, context) => {
    const owners = new Map<string, string>()
    topics.forEach((entry, at) => {
      for (const name of namesOf(entry)) {
        const owner = owners.get(folded(name))
        if (owner !== undefined && owner !== entry.slug)
          context.addIssue({
            code: 'custom',
            path: [at],
            message: `"${name}" already means the topic ${owner}; give each name to one topic`,
          })
        owners.set(folded(name), entry.slug)
      }
    })
    topics.forEach(({ slug: own }, at) => {
      if (topics.findIndex((other) => other.slug === own) !== at)
        context.addIssue({ code: 'custom', path: [at, 'slug'], message: `${own} is listed twice` })
    })
  })

/** A topic with what this viewer may see of it. */
export type TopicCount = Topic & { briefings: number; newest?: string }

export const namesOf = ({ slug: own, name, aliases }: Topic): string[] => [
  own,
  name,
  ...aliases.map(({ text }) => text),
]

/**
 * The topic that a text names: slug, name or alias, in either spelling; undefined where none does.
 * Who names a topic on purpose need not mind capitals, so an alias's case only breaks a tie here.
 */
export const findTopic = <T extends Topic>(topics: readonly T[], text: string): T | undefined => {
  const wanted = folded(text)
  if (wanted === '') return undefined
  return (
    topics.find((entry) => namesOf(entry).includes(text.trim())) ??
    topics.find((entry) => namesOf(entry).some((name) => folded(name) === wanted))
  )
}

export const nearTopics = <T extends Topic>(topics: readonly T[], text: string, most = 3): T[] =>
  nearest(text, topics, namesOf, most)

/** Topics that a text speaks of by slug, name or alias, in either spelling. */
export const topicsIn = <T extends Topic>(topics: readonly T[], text: string): T[] => {
  const words = ` ${folded(text)} `
  const says = (name: string): boolean => {
    const wanted = folded(name)
    return wanted !== '' && words.includes(` ${wanted} `)
  }
  // "IT" is not meant by "it": such a name must stand there as it is written.
  const written = text.split(/[^\p{L}\p{N}]+/u)
  return topics.filter(
    ({ slug: own, name, aliases }) =>
      says(own) ||
      says(name) ||
      aliases.some((one) => (one.case ? written.includes(one.text) : says(one.text))),
  )
}
