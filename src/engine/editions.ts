import type { Body, ChatPlatform } from '#core/chat'
import type { Frozen, Holding, NewDelivery } from '#core/delivery'
import type { Digest, Edition, EditionPart, Ms } from '#core/digest'
import { type Composed, composeEdition, type Detail, detailReply, kindOf } from '#core/edition'
import type { Store } from '#core/store'
import { findTopic } from '#core/topics'
import type { Viewer } from '#core/viewer'
import { type Eyes, eyesAt } from './eyes.ts'
import { keyOf } from './send.ts'

export type EditionParts = { store: Store; platform: ChatPlatform }

/** What an edition says at this moment to whoever may read it there. */
export type Held = {
  composed: Composed
  holding: Holding
  covers: { from: Ms; to: Ms }
  upto: number
  /** Whether there is anything in it to tell. */
  isNew: boolean
}

/** One edition holds no more; what is left comes with the next. */
const mostItems = 100
/** How far ahead dates are told of, and how many. */
const aheadDays = 14
const mostAhead = 3
/** An edition that comes later than this after its time says so. */
const delayedMs = 15 * 60_000

/** Everything that is new there, read with the eyes of all who may be there. */
export const heldBy = async (
  parts: EditionParts,
  digest: Digest,
  { due, now }: { due: Ms; now: Ms },
): Promise<Held> => {
  const { store } = parts
  const eyes = await eyesAt(parts, digest)
  const { viewer, limit } = eyes
  const topics = await topicsOf(store, viewer, digest)
  const slugs = digest.topics.length === 0 ? [] : topics.map(({ slug }) => slug)
  const { items, upto } = await store.digests.eligible({
    viewer,
    digest: { ...digest, topics: slugs },
    ...(limit && { limit }),
    most: mostItems,
  })
  const told = items.filter((item) => kindOf(item) !== undefined)
  const isLate = now - due > delayedMs
  const covers = await window(store, digest, isLate ? now : due)
  const ahead = await store.digests.ahead({
    viewer,
    topics: slugs,
    ...daysAfter(covers.to, digest),
  })
  const shown = { ...digest, topics: slugs }
  const composed = composeEdition({ digest: shown, covers, isLate, topics, items: told, ahead })
  return { composed, holding: holdingOf(eyes, composed), covers, upto, isNew: told.length > 0 }
}

const holdingOf = ({ viewer, limit }: Eyes, { main, details }: Composed): Holding => ({
  viewer,
  refs: [...main.reply.shows, ...details.map(({ ref }) => ref)],
  ...(limit && { limit }),
})

const window = async (store: Store, digest: Digest, to: Ms) => {
  const from = (await store.digests.coveredUpTo(digest.id)) ?? digest.created
  return { from: Math.min(from, to), to }
}

/** As they are called today; a slug that is gone may be an alias of what it became. */
const topicsOf = async (store: Store, viewer: Viewer, { topics: wanted }: Digest) => {
  const topics = await store.topics(viewer)
  if (wanted.length === 0) return topics
  return wanted.map((slug) => findTopic(topics, slug) ?? { slug, name: slug })
}

const daysAfter = (at: Ms, { zone }: Digest) => {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate()
  return {
    from: today.toString(),
    to: today.add({ days: aheadDays }).toString(),
    most: mostAhead,
  }
}

/** The messages of an edition as they go out: the first, and those of its thread. */
export const frozenFrom = async (
  { platform }: EditionParts,
  digest: Digest,
  edition: Pick<Edition, 'id' | 'due'> & Pick<NewDelivery, 'class' | 'expires'>,
  { composed, holding, covers, upto }: Held,
): Promise<Frozen> => {
  const { main, details } = composed
  const render = (part: EditionPart) => platform.render(part.reply, 'unasked', digest.target)
  const [first, ...more] = await render(main)
  const messages = [
    ...more.map((body) => ({ ...main, carries: [], body })),
    ...(await messagesOf(details, render)),
  ]
  const { id, due, class: urgency, expires } = edition
  const rest = messages.map(({ reply, carries, body }, at): NewDelivery => {
    const part = at + 1
    const where = { platform: digest.platform, workspace: digest.workspace, target: digest.target }
    const what = { document: reply, body, carries }
    const how = { act: 'reply', class: urgency, due, expires } as const
    return { id: keyOf(id, part), ...where, cause: 'edition', causeId: id, part, ...how, ...what }
  })
  const { reply: document, carries } = main
  const body = first ?? {}
  return {
    document,
    body,
    carries,
    holding,
    rest,
    edition: { covers, upto, version: digest.version },
  }
}

type Message = EditionPart & { body: Body }

/** More than these in one message are hard to read, and to press. */
const mostInOne = 5

/** As many details to a message as it has room for; one that is too long for any takes several. */
const messagesOf = async (
  details: readonly Detail[],
  render: (part: EditionPart) => Promise<Body[]>,
): Promise<Message[]> => {
  const messages: Message[] = []
  for (let at = 0; at < details.length; ) {
    let count = Math.min(mostInOne, details.length - at)
    for (;;) {
      const part = detailReply(details.slice(at, at + count), at + 1)
      const bodies = await render(part)
      if (bodies.length > 1 && count > 1) {
        count -= 1
        continue
      }
      messages.push(
        ...bodies.map((body, nth) => ({ ...part, ...(nth > 0 && { carries: [] }), body })),
      )
      break
    }
    at += count
  }
  return messages
}
