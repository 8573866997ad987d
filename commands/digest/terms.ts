import type { Digest, DigestTerms, Mention } from '#core/digest'
import { option } from '#core/options'
import type { Schedule } from '#core/schedule'
import { saySchedule } from '#core/schedule'
import { findTopic, type Topic } from '#core/topics'
import { joinAnd } from '#core/words'

const longestName = 60

/** What a digest can be told beside its times, with the same words wherever it is asked for. */
export const termOptions = {
  topics: option.optional(
    option.topics('which topics, in their order: nato, defence core; or all'),
  ),
  zone: option.optional(option.zone('the time zone, by a city in it: Kyiv')),
  name: option.optional(option.name('what it is called', longestName)),
  empty: option.optional(
    option.choice('whether to send it when there is nothing new', ['no', 'yes']),
  ),
  form: option.optional(
    option.choice('headlines, or each briefing whole in the thread', ['headlines', 'long']),
  ),
  mention: option.optional(option.name('a role or group that every edition calls', 200)),
}

/** A name for a digest that was given none: after the time of day, where there is one. */
export const nameFor = ({ times, interval }: Schedule): string => {
  const hour = Math.floor((times[0] ?? 0) / 60)
  if (interval || hour < 4) return 'Briefing'
  if (hour < 12) return 'Morning briefing'
  if (hour < 14) return 'Midday briefing'
  return hour < 17 ? 'Briefing' : 'Evening briefing'
}

export type Told = Pick<
  DigestTerms,
  'name' | 'schedule' | 'zone' | 'topics' | 'sendsEmpty' | 'form'
> & { mention?: Mention }

/** What it is told, as one would type it: each read again gives the same. */
export const asTyped = (digest: Told, known: readonly Topic[]) => ({
  when: saySchedule(digest.schedule),
  topics: topicNames(digest, known).join(', ') || 'all',
  zone: digest.zone,
  name: digest.name,
  empty: digest.sendsEmpty ? 'yes' : 'no',
  form: digest.form,
})

/** What it can be told, in the order in which that is named. */
export const terms = ['name', 'when', 'zone', 'topics', 'empty', 'form'] as const
export type Term = (typeof terms)[number] | 'mention'

/** The same in words for people, each under what it is called. */
export const inWords = (
  digest: Told,
  known: readonly Topic[],
): Record<Term, { name: string; value: string }> => ({
  when: { name: 'When', value: saySchedule(digest.schedule) },
  topics: { name: 'Topics', value: sayTopics(digest, known) },
  zone: { name: 'Time zone', value: digest.zone },
  name: { name: 'Name', value: digest.name },
  empty: { name: 'Nothing new', value: digest.sendsEmpty ? 'sent all the same' : 'skipped' },
  form: { name: 'Form', value: digest.form === 'long' ? 'each briefing whole' : 'headlines' },
  mention: { name: 'Calls', value: digest.mention?.text ?? 'nobody' },
})

export const sayTopics = (digest: Pick<Digest, 'topics'>, known: readonly Topic[]): string =>
  joinAnd(topicNames(digest, known)) || 'all topics'

const topicNames = ({ topics }: Pick<Digest, 'topics'>, known: readonly Topic[]): string[] =>
  topics.map((slug) => {
    const name = findTopic(known, slug)?.name
    return name === undefined || /[,;]/.test(name) ? slug : name
  })
