import { timeIn, type Wish } from '#core/asking'
import { type Day, dayOf, parseSince, readDay } from '#core/dates'
import type { Answer, Read } from '#core/read'
import { findTopic, type Topic } from '#core/topics'

export type Finding = { read: Read; now: Temporal.Instant; zone: string }

/** What the briefings hold for one wish. `newestOn` is there where it asks for what is new, and on what. */
export type Found = { answer: Answer; since?: Day; newestOn?: string; topic?: Topic }

/** Throws UserError where "latest on Bergen since ..." names no date; a question may say "since" of anything. */
export const foundFor = async (
  wish: Extract<Wish, { kind: 'latest' | 'question' }>,
  { read, now, zone }: Finding,
): Promise<Found> => {
  const topics = await read.topics()
  if (wish.kind === 'latest') {
    const since = wish.since === undefined ? undefined : await parseSince(wish.since, now, zone)
    return newest(read, wish.about, findTopic(topics, wish.about), since)
  }
  const topic = findTopic(topics, wish.text.replace(/[?!.\s]+$/u, ''))
  if (topic) return newest(read, topic.name, topic)
  const time = timeIn(wish.text)
  const since = time && (await readDay(time.since, { now, zone, lean: 'back' }))
  if (!since || since > dayOf(now, zone)) return { answer: await read.answer(wish.text) }
  return { answer: await read.answer(time.rest, { since }), since }
}

const newest = async (read: Read, about: string, topic?: Topic, since?: Day): Promise<Found> => {
  const name = topic?.name ?? about
  const wish = { ...(topic && { topic: topic.slug }), ...(since && { since }) }
  const answer = await read.newest(name, wish)
  return { answer, newestOn: name, ...(topic && { topic }), ...(since && { since }) }
}
