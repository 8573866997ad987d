import type { Briefing } from './briefing.ts'
import type { Option, OptionContext } from './command.ts'
import { type Day, parseSince } from './dates.ts'
import { UserError } from './errors.ts'
import type { Workspace } from './places.ts'
import { typed as asTyped, type Choice, type Inline } from './reply.ts'
import { highestLimit } from './room.ts'
import { tellingTerms, terms } from './terms.ts'
import { parseTlp, type Tlp, tlpLabel, tlpRank, tlps } from './tlp.ts'
import { findTopic, nearTopics, type TopicCount } from './topics.ts'

const mostSuggestions = 25
const longestText = 2_000

/** A text as it may be repeated in a message: one line, short. */
export const shortened = (typed: string): string => {
  const line = typed.replace(/\s+/g, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}

const text = (summary: string): Option<string> => ({
  kind: 'text',
  summary,
  required: true,
  parse(typed) {
    if (typed.length > longestText)
      throw new UserError(
        `That is too long: at most ${longestText} characters can be read. Use fewer words.`,
      )
    return typed.trim()
  },
})

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

/** `a`, `a or b`, `a, b or c` */
export const joinOr = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`

const topicChoices = async (typed: string, { read }: OptionContext): Promise<Choice[]> => {
  const topics = await read.topics()
  const shown = typed.trim() === '' ? topics : nearTopics(topics, typed, mostSuggestions)
  return shown.slice(0, mostSuggestions).map(({ name, slug }) => ({ label: name, value: slug }))
}

const topic = (summary: string): Option<TopicCount> => ({
  kind: 'topic',
  summary,
  required: true,
  async parse(typed, { read }) {
    const topics = await read.topics()
    const found = findTopic(topics, typed)
    if (!found) throw new UserError(...unknown('topic', typed, topics))
    return found
  },
  suggest: topicChoices,
})

export type Subject =
  | { kind: 'topic'; topic: TopicCount }
  | { kind: 'briefing'; briefing: Briefing }

const holdsAll = (title: string, typed: string): boolean => {
  const held = terms(title)
  return tellingTerms(typed).every((term) => held.includes(term))
}

/** A topic or a briefing; where a name means both, the topic unless the slug is typed exactly. */
const subject = (summary: string): Option<Subject> => ({
  kind: 'briefing',
  summary,
  required: true,
  async parse(typed, { read }) {
    const topics = await read.topics()
    const found = findTopic(topics, typed)
    if (found) return { kind: 'topic', topic: found }
    const briefing = await read.briefing(typed.trim())
    if (briefing) return { kind: 'briefing', briefing }
    const titled = await read.titles(typed, 2)
    const only =
      titled.length === 1 ? titled.find(({ title }) => holdsAll(title, typed)) : undefined
    const meant = only && (await read.briefing(only.slug))
    if (meant) return { kind: 'briefing', briefing: meant }
    const near = titled.map(({ slug }) => slug)
    const searching = near.length > 0 ? [] : ['. By words: ', asTyped('/search')]
    throw new UserError(...unknown('topic or briefing', typed, topics, near), ...searching)
  },
  async suggest(typed, context) {
    const found = await context.read.titles(typed, mostSuggestions)
    const briefings = found.map(({ title, slug }) => ({ label: title, value: slug }))
    return [...(await topicChoices(typed, context)), ...briefings].slice(0, mostSuggestions)
  },
})

const since = (summary: string): Option<Day> => ({
  kind: 'date',
  summary,
  required: true,
  parse: (typed, { now, zone }) => parseSince(typed, now, zone),
  suggest: async (typed) =>
    ['today', 'yesterday', 'last week', 'last month']
      .filter((value) => value.startsWith(typed.trim().toLowerCase()))
      .map((value) => ({ label: value, value })),
})

const choice = <const C extends readonly string[]>(
  summary: string,
  choices: C,
  synonyms: Readonly<Record<string, C[number]>> = {},
): Option<C[number]> => ({
  kind: 'choice',
  summary,
  required: true,
  choices,
  synonyms,
  parse(typed) {
    const word = typed.trim().toLowerCase()
    const found = choices.find((known) => known === (synonyms[word] ?? word))
    if (!found) throw new UserError(`"${shortened(typed)}" is not one of ${joinOr(choices)}.`)
    return found
  },
  suggest: async (typed) =>
    choices
      .filter((known) => known.startsWith(typed.trim().toLowerCase()))
      .map((value) => ({ label: value, value })),
})

/** A page of a list, from 1. */
const page = (): Option<number> => ({
  kind: 'number',
  summary: 'which page, from 1',
  required: true,
  parse(typed) {
    if (!/^\d{1,6}$/.test(typed.trim()) || Number(typed) < 1)
      throw new UserError(`"${shortened(typed)}" is not a page. Pages are numbers from 1.`)
    return Number(typed)
  },
})

/** A label limit, as far up as a room's can be. */
const limit = (summary: string): Option<Tlp> => {
  const choices = tlps.filter((tlp) => tlpRank(tlp) <= tlpRank(highestLimit))
  return {
    kind: 'choice',
    summary,
    required: true,
    choices,
    synonyms: Object.fromEntries(
      tlps.flatMap((tlp) => [tlp, tlpLabel(tlp)].map((name) => [name.toLowerCase(), tlp])),
    ),
    parse(typed) {
      const found = parseTlp(typed)
      if (found === 'RED')
        throw new UserError(
          `TLP:RED goes to the people it names. A limit ends at ${tlpLabel(highestLimit)}.`,
        )
      if (!found) throw new UserError(`"${shortened(typed)}" is not one of ${joinOr(choices)}.`)
      return found
    },
    suggest: async (typed) =>
      choices
        .filter((known) => known.startsWith(typed.trim().toUpperCase()))
        .map((value) => ({ label: value, value })),
  }
}

/** One of the workspaces that the asker is a member of, by name or id. */
const workspace = (summary: string): Option<Workspace> => ({
  kind: 'text',
  summary,
  required: true,
  async parse(typed, { own }) {
    const name = typed.trim().toLowerCase()
    const mine = (await own?.workspaces(typed)) ?? []
    const found = mine.find((one) => one.id === typed.trim() || one.name.toLowerCase() === name)
    if (!found) {
      const near = mine.map((one) => `"${shortened(one.name)}"`).slice(0, 3)
      throw new UserError(
        `You and I share no workspace called "${shortened(typed)}".${near.length > 0 ? ` Did you mean ${joinOr(near)}?` : ' Choose one from the list that opens as you type.'}`,
      )
    }
    return found
  },
  suggest: async (typed, { own }) =>
    ((await own?.workspaces(typed)) ?? [])
      .slice(0, mostSuggestions)
      .map(({ id, name }) => ({ label: name, value: id })),
})

/** The same option, left out by whoever does not need it. */
const optional = <T>(wanted: Option<T>): Option<T | undefined> => ({ ...wanted, required: false })

export const option = { text, topic, subject, since, choice, page, limit, workspace, optional }
