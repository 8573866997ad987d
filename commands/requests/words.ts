import { type Day, dayOf, sayDate } from '#core/dates'
import type { TopicCount } from '#core/topics'

export type Today = { now: Temporal.Instant; zone: string }

const longAgo = 14

/** `today`, `yesterday`, `3 days ago`, and after two weeks the date. */
export const sayAge = (at: string, { now, zone }: Today): string => {
  const day = dayOf(Temporal.Instant.from(at), zone)
  const { days } = Temporal.PlainDate.from(day).until(dayOf(now, zone))
  if (days > longAgo) return `on ${sayDate(day)}`
  return days < 1 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`
}

/** `due today`, `due on 24 December 2026`, `overdue since 20 November 2026` */
export const sayDue = (due: Day, { now, zone }: Today): string => {
  const today = dayOf(now, zone)
  if (due < today) return `overdue since ${sayDate(due)}`
  return due === today ? 'due today' : `due on ${sayDate(due)}`
}

/** A topic as it is called; one that has left the vocabulary keeps its short name. */
export const nameOf = (slug: string, known: readonly TopicCount[]): string =>
  known.find((topic) => topic.slug === slug)?.name ?? slug
