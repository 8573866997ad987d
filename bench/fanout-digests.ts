import type { Digest, NewDigest } from '#core/digest'
import { nextAfter } from '#core/plan'
import { parseSchedule, type Schedule } from '#core/schedule'
import type { Publication, Store } from '#core/store'
import { shared } from '#core/viewer'
import { publicationOf, topics } from './corpus.ts'

/** Where a digest is posted. */
export type Place = { platform: string; workspace: string; target: string }

export const zone = 'Europe/Brussels'

/** The beginning of the next minute that leaves so much time, in milliseconds. */
export const minuteIn = (ms: number): number => Math.ceil((Date.now() + ms) / 60_000) * 60_000

/** Every day at this moment, as it is called in a zone. */
export const dailyAt = (at: number, inZone: string): Schedule => {
  const time = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(inZone)
  return parseSchedule(`daily ${time.toPlainTime().toString({ smallestUnit: 'minute' })}`)
}

export type Terms = Pick<NewDigest, 'schedule' | 'zone' | 'sendsEmpty'>

const together = 500

/** A digest for each place, each on the terms of its turn; they are numbered, and known when they come next. */
export const makeDigests = async (
  store: Store,
  places: readonly Place[],
  termsOf: (at: number) => Terms,
  first = 0,
): Promise<void> => {
  for (let from = 0; from < places.length; from += together) {
    const some = places.slice(from, from + together)
    const made = await Promise.all(
      some.map((place, at) => {
        const number = first + from + at
        return store.digests.add(digestOf(place, number, termsOf(number)))
      }),
    )
    await store.digests.setNext(made.map(nextOf), process.versions.tz ?? '')
  }
}

const digestOf = (place: Place, at: number, terms: Terms): NewDigest => ({
  ...place,
  ...terms,
  id: `${place.platform.slice(0, 1)}${at.toString(36)}`,
  setBy: `${place.platform}:1`,
  name: 'Morning briefing',
  topics: [],
  form: 'headlines',
  skips: [],
})

const nextOf = (digest: Digest) => ({
  id: digest.id,
  last: digest.last,
  next: nextAfter(digest, digest.last),
})

const batch = 200

/** Publishes the corpus from one number up to another, as written in a chat: no folder lies beside it. */
export const publish = async (store: Store, from: number, to: number): Promise<void> => {
  if (from === 0) await store.setTopics(shared, topics)
  for (let at = from; at < to; at += batch) {
    const some = Array.from({ length: Math.min(batch, to - at) }, (_, more) => written(at + more))
    await store.publish(shared, some)
  }
}

/** So many of the corpus that anybody may read, from this number on. */
export const publishForAll = async (store: Store, from: number, count: number): Promise<void> => {
  const found: Publication[] = []
  for (let at = from; found.length < count; at += 1) {
    const one = written(at)
    if (one.content.tlp === 'CLEAR') found.push(one)
  }
  await store.publish(shared, found)
}

const written = (at: number): Publication => ({ ...publicationOf(at), origin: 'chat' })
