import type { DeliveryRow, EditionRow, Evidence, Expected, Post } from './evidence.ts'
import { rankOf } from './ranks.ts'

/** What breaks a promise, a line each. */
export type Invariant = (evidence: Evidence, expected: readonly Expected[]) => string[]

const settled = new Set(['sent', 'failed', 'unknown', 'expired', 'cancelled'])

const say = ({ id, platform, target, part, cause_id }: DeliveryRow): string =>
  `${platform} ${target} edition ${cause_id} part ${part} (${id})`

/** At most one message is accepted for each delivery, and none that no delivery knows of. */
export const oncePerKey: Invariant = ({ posts }) => {
  const byDelivery = Map.groupBy(posts, ({ delivery }) => delivery?.id)
  return [...byDelivery.values()].flatMap((some) => {
    const [first] = some
    if (!first?.delivery)
      return some.map(({ key, platform }) => `${platform} took ${key}, which is nobody's`)
    return some.length > 1 ? [`accepted ${some.length} times: ${say(first.delivery)}`] : []
  })
}

/** No revision is shown in two editions of a channel, unless the first is not known to have arrived. */
export const shownOnce: Invariant = ({ posts }) => {
  const shown = posts.flatMap((post) =>
    post.tokens.map(({ briefing, revision }) => ({
      post,
      where: `${post.platform} ${post.delivery?.target} ${briefing} revision ${revision}`,
    })),
  )
  return [...Map.groupBy(shown, ({ where }) => where)].flatMap(([where, some]) => {
    const sent = some.filter(({ post }) => post.delivery?.state === 'sent')
    // A correction tells once more of what an edition has shown.
    const inEditions = sent.filter(({ post }) => post.delivery?.cause === 'edition')
    const editions = new Set(inEditions.map(({ post }) => post.delivery?.cause_id))
    return editions.size > 1 ? [`shown in ${editions.size} editions: ${where}`] : []
  })
}

/** Each slot that has come has one edition, and none has two. */
export const rowPerSlot: Invariant = ({ editions }, expected) => {
  const found = new Map<string, number>()
  for (const { digest, slot } of editions) {
    const name = `${digest} ${slot}`
    found.set(name, (found.get(name) ?? 0) + 1)
  }
  const twice = [...found].filter(([, count]) => count > 1).map(([name]) => `two editions: ${name}`)
  const missing = expected
    .map(({ digest, slot }) => `${digest} ${slot}`)
    .filter((name) => !found.has(name))
  return [...twice, ...missing.map((name) => `no edition: ${name}`)]
}

/** Everything has ended in some way, an edition in the same way as its first message. */
export const allSettled: Invariant = ({ deliveries, editions }) => {
  const open = deliveries.filter(({ state }) => !settled.has(state))
  const firsts = new Map(
    deliveries
      .filter(({ part, cause }) => part === 0 && cause === 'edition')
      .map((row) => [row.cause_id, row]),
  )
  return [
    ...open.map((row) => `${row.state} for ever: ${say(row)}`),
    ...editions.flatMap((edition) => disagreement(edition, firsts.get(edition.id))),
  ]
}

const disagreement = ({ id, state }: EditionRow, first: DeliveryRow | undefined): string[] => {
  if (state === 'skipped') return []
  if (state === 'open') return [`open for ever: edition ${id}`]
  if (!first) return [`edition ${id} is ${state} without a message`]
  return first.state === state ? [] : [`edition ${id} is ${state}, its message ${first.state}`]
}

/** What is written down as sent was accepted, as that very message. */
export const sentWasAccepted: Invariant = ({ deliveries, posts }) => {
  const byDelivery = Map.groupBy(posts, ({ delivery }) => delivery?.id)
  return deliveries.flatMap((row) => {
    // One that somebody has deleted since, or that a manager says is there, has no id.
    if (row.state !== 'sent' || row.sent_message === '' || row.act === 'edit') return []
    const messages = (byDelivery.get(row.id) ?? []).map(({ id }) => id)
    if (messages.includes(row.sent_message ?? '')) return []
    return [
      `sent as ${row.sent_message}, accepted as ${messages.join(', ') || 'nothing'}: ${say(row)}`,
    ]
  })
}

/** What is settled stays so: nothing that was given up is sent after all. */
export const settledForGood: Invariant = ({ diary }) =>
  diary
    .filter(
      ({ what, data }) => what === 'state' && settled.has(`${data.from}`) && data.to !== data.from,
    )
    .map(({ id, data }) => `${id} was ${data.from} and became ${data.to}`)

/** Nothing that was accepted counts as not sent, except where nobody can tell. */
export const acceptedIsKnown: Invariant = ({ posts }) =>
  posts.flatMap(({ delivery }) =>
    !delivery || delivery.state === 'sent' || delivery.state === 'unknown'
      ? []
      : [`accepted, but ${delivery.state} (${delivery.why}): ${say(delivery)}`],
  )

/** Nothing is given up that need not be: it was too late, or its digest rested. */
export const endedForReason: Invariant = ({ deliveries, editions, diary }) => {
  const digests = new Map(editions.map(({ id, digest }) => [id, digest]))
  const ends = new Map(diary.filter(({ what }) => what === 'state').map((note) => [note.id, note]))
  const resting = new Set(
    diary.filter(({ what, data }) => what === 'digest' && data.rests === 1).map(({ id }) => id),
  )
  return deliveries.flatMap((row) => {
    const isEarly = row.state === 'expired' && (ends.get(row.id)?.at ?? 0) < row.expires
    const rested = resting.has(digests.get(row.cause_id) ?? '')
    const isEdition = row.cause === 'edition' && row.part === 0
    const isIdle = row.state === 'cancelled' && isEdition && !rested
    const isSkipped = isIdle && row.why === 'nothing new'
    return isEarly || (isIdle && !isSkipped) ? [`${row.state} (${row.why}): ${say(row)}`] : []
  })
}

/**
 * In each channel editions follow each other, each message its first, and corrections of one briefing each other.
 * Of another briefing, what was still on its way when its correction was planned is told of once it has arrived.
 */
export const inOrder: Invariant = ({ posts }) => {
  const firsts = new Map<string, Post>()
  for (const post of posts)
    if (post.delivery && !firsts.has(post.delivery.id)) firsts.set(post.delivery.id, post)
  const lines = Map.groupBy(firsts.values(), ({ delivery }) =>
    [delivery?.platform, delivery?.target, delivery?.cause, ...correctedBy(delivery)].join(' '),
  )
  return [...lines].flatMap(([line, some]) =>
    some.flatMap((post, at) => {
      const before = some[at - 1]?.delivery
      const isLater = !before || !post.delivery || compare(before, post.delivery) < 0
      return isLater ? [] : [`${line}: ${say(before)} came before ${say(post.delivery!)}`]
    }),
  )
}

const correctedBy = (delivery: DeliveryRow | undefined): string[] =>
  delivery?.cause === 'correction'
    ? (JSON.parse(delivery.carries) as { briefing: string }[]).map(({ briefing }) => briefing)
    : []

const compare = (one: DeliveryRow, other: DeliveryRow): number =>
  one.due - other.due ||
  (one.cause_id < other.cause_id ? -1 : one.cause_id > other.cause_id ? 1 : 0) ||
  one.part - other.part

/** Nothing is accepted before it is due, or claimed after it is too late. */
export const inTime: Invariant = ({ posts }) =>
  posts.flatMap(({ delivery, at }) =>
    delivery && at < delivery.due ? [`${delivery.due - at} ms early: ${say(delivery)}`] : [],
  )

/** No label goes out above the limit that held in the very transaction that let it go out. */
export const withinLimit: Invariant = ({ posts, diary }) => {
  const limits = diary.filter(({ what }) => what === 'limit')
  return posts.flatMap(({ delivery, claim, tokens }) => {
    if (!delivery || !claim) return []
    const limit = limits.findLast((note) => note.id === delivery.target && note.seq < claim.seq)
    const most = `${limit?.data.tlp ?? 'CLEAR'}`
    return tokens
      .filter(({ tlp }) => rankOf(tlp) > rankOf(most))
      .map(({ briefing, tlp }) => `${briefing} is ${tlp}, the limit ${most}: ${say(delivery)}`)
  })
}

/** No revision goes out that was no longer the newest in the transaction that let it go out. */
export const upToDate: Invariant = ({ posts, diary }) => {
  const arrivals = Map.groupBy(
    diary.filter(({ what }) => what === 'arrival'),
    ({ id }) => id,
  )
  return posts.flatMap(({ delivery, claim, tokens }) => {
    if (!delivery || !claim) return []
    return tokens.flatMap(({ briefing, revision }) => {
      const before = arrivals.get(briefing)?.filter(({ seq }) => seq < claim.seq) ?? []
      const newest = Math.max(0, ...before.map(({ data }) => Number(data.revision)))
      if (revision === newest) return []
      return [`${briefing} went out as ${revision} when ${newest} was there: ${say(delivery)}`]
    })
  })
}

/** By which promise they are counted. */
export const invariants = {
  duplicates: [oncePerKey, shownOnce],
  lost: [rowPerSlot, allSettled, sentWasAccepted, settledForGood, acceptedIsKnown, endedForReason],
  'out of order': [inOrder],
  leaked: [withinLimit, upToDate, inTime],
} as const satisfies Record<string, readonly Invariant[]>
export type Promised = keyof typeof invariants
