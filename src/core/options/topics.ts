import type { Briefing } from '../briefing.ts'
import type { Option, OptionContext } from '../command.ts'
import { UserError } from '../errors.ts'
import { typed as asTyped, type Choice, type Inline } from '../reply.ts'
import { tellingTerms, terms } from '../terms.ts'
import { findTopic, nearTopics, type TopicCount } from '../topics.ts'
import { joinOr, shortened } from '../words.ts'
import { mostSuggestions } from './plain.ts'

/** `nothing` is what there is none of: no topic, or no topic or briefing either. */
const unknown = (
  nothing: string,
  typed: string,
  topics: readonly TopicCount[],
  also: readonly string[] = [],
): Inline[] => {
  const near = [...nearTopics(topics, typed).map(({ name }) => name), ...also].slice(0, 3)
  const guess = near.length > 0 ? ` Did you mean ${joinOr(near)}?` : ''
  return [`No ${nothing} "${shortened(typed)}".${guess} All ${topics.length}: `, asTyped('/topics')]
}

const near = (topics: readonly TopicCount[], typed: string): TopicCount[] =>
  typed.trim() === ''
    ? topics.slice(0, mostSuggestions)
    : nearTopics(topics, typed, mostSuggestions)

const topicChoices = async (typed: string, { read }: OptionContext): Promise<Choice[]> =>
  near(await read.topics(), typed).map(({ name, slug }) => ({ label: name, value: slug }))

const topicIn = (topics: readonly TopicCount[], typed: string): TopicCount => {
  const found = findTopic(topics, typed)
  if (!found) throw new UserError(...unknown('topic', typed, topics))
  return found
}

export const topic = (summary: string): Option<TopicCount> => ({
  kind: 'topic',
  summary,
  required: true,
  parse: async (typed, { read }) => topicIn(await read.topics(), typed),
  suggest: topicChoices,
})

const all = 'all'
const isAll = (typed: string): boolean => /^\s*(?:all|everything|all topics)\s*$/i.test(typed)

/** Topics in the order in which they are named, each once; none stands for all of them. */
export const topics = (summary: string): Option<readonly TopicCount[]> => ({
  kind: 'text',
  summary,
  required: true,
  takesMore: true,
  async parse(typed, { read }) {
    if (isAll(typed)) return []
    const known = await read.topics()
    const named = partsOf(typed, known).map((part) => topicIn(known, part))
    if (named.length === 0) throw new UserError(...unknown('topic', typed, known))
    return [...new Set(named)]
  },
  async suggest(typed, { read }) {
    const known = await read.topics()
    const [, before = '', begun = ''] = typed.match(/^(.*[,;])?([^,;]*)$/su) ?? []
    const named = partsOf(before, known).flatMap((part) => findTopic(known, part) ?? [])
    const others = near(known, begun).filter((one) => !named.includes(one))
    const lists = others.map((one) => choiceOf([...named, one]))
    const isEmpty = typed.trim() === ''
    return [...(isEmpty ? [{ label: 'All topics', value: all }] : []), ...lists]
  },
})

const choiceOf = (named: readonly TopicCount[]): Choice => ({
  label: named.map(({ name }) => name).join(', '),
  value: named.map(({ slug }) => slug).join(', '),
})

/** Between commas; an "and" stands between two of them unless it belongs to a name. */
const partsOf = (typed: string, known: readonly TopicCount[]): string[] =>
  typed
    .split(/[,;\n]/)
    .flatMap((part) => (findTopic(known, part) ? [part] : part.split(/(?:^|\s)(?:and|&)\s/i)))
    .filter((part) => part.trim() !== '')

export type Subject =
  | { kind: 'topic'; topic: TopicCount }
  | { kind: 'briefing'; briefing: Briefing }

const holdsAll = (title: string, typed: string): boolean => {
  const held = terms(title)
  return tellingTerms(typed).every((term) => held.includes(term))
}

/** A topic or a briefing; where a name means both, the topic unless the slug is typed exactly. */
export const subject = (summary: string): Option<Subject> => ({
  kind: 'briefing',
  summary,
  required: true,
  async parse(typed, { read }) {
    const known = await read.topics()
    const found = findTopic(known, typed)
    if (found) return { kind: 'topic', topic: found }
    const briefing = await read.briefing(typed.trim())
    if (briefing) return { kind: 'briefing', briefing }
    const titled = await read.titles(typed, 2)
    const only =
      titled.length === 1 ? titled.find(({ title }) => holdsAll(title, typed)) : undefined
    const meant = only && (await read.briefing(only.slug))
    if (meant) return { kind: 'briefing', briefing: meant }
    const slugs = titled.map(({ slug }) => slug)
    const searching = slugs.length > 0 ? [] : ['. By words: ', asTyped('/search')]
    throw new UserError(...unknown('topic or briefing', typed, known, slugs), ...searching)
  },
  async suggest(typed, context) {
    const found = await context.read.titles(typed, mostSuggestions)
    const briefings = found.map(({ title, slug }) => ({ label: title, value: slug }))
    return [...(await topicChoices(typed, context)), ...briefings].slice(0, mostSuggestions)
  },
})

/** One briefing, by slug or title. */
export const briefing = (summary: string): Option<Briefing> => ({
  kind: 'briefing',
  summary,
  required: true,
  async parse(typed, { read }) {
    const found = await read.briefing(typed)
    if (found) return found
    const near = (await read.titles(typed, 3)).map(({ slug }) => slug)
    throw new UserError(
      `No briefing "${shortened(typed)}".${near.length > 0 ? ` Did you mean ${joinOr(near)}?` : ''} By words: `,
      asTyped('/search'),
    )
  },
  suggest: async (typed, { read }) =>
    (await read.titles(typed, mostSuggestions)).map(({ title, slug }) => ({
      label: title,
      value: slug,
    })),
})
