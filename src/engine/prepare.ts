import type { Delivery, Holding } from '#core/delivery'
import { isWithin } from '#core/tlp'
import { prepareCorrection } from './corrections/prepare.ts'
import type { Delivering } from './delivering.ts'
import { frozenFrom, heldBy } from './editions.ts'
import { type Eyes, eyesAt, type Target } from './eyes.ts'
import { withNewest } from './newest-answer.ts'
import { isPerson } from './place.ts'
import { cancelled, type Prepared } from './prepared.ts'

/** Whoever may be where it goes. */
const targetOf = (
  { platform }: Pick<Delivering, 'platform'>,
  { workspace, target }: Delivery,
): Target => ({
  workspace,
  target,
  ...(isPerson(platform, target) && { person: target }),
})

/** Reads, decides and renders what a delivery is to show at this moment. */
export const prepare = async (parts: Delivering, delivery: Delivery): Promise<Prepared> => {
  if (delivery.cause === 'edition' && delivery.part === 0) return prepareEdition(parts, delivery)
  if (delivery.cause === 'correction') return prepareCorrection(parts, delivery)
  const isAnswer = delivery.cause === 'answer'
  return prepareDocument(parts, isAnswer ? await withNewest(parts, delivery) : delivery)
}

const prepareEdition = async (parts: Delivering, delivery: Delivery): Promise<Prepared> => {
  const { store } = parts
  const edition = await store.digests.edition(delivery.causeId)
  const digest = edition && (await store.digests.find(edition.digest))
  if (!digest || digest.isDeleted) return cancelled('the digest was deleted')
  if (digest.pause) return cancelled('the digest was paused')
  const { id, due } = edition
  const held = await heldBy(parts, digest, { due, now: await store.outbox.clock() })
  if (!held.isNew && !digest.sendsEmpty)
    return { instead: { to: 'nothing new', upto: held.upto, version: digest.version } }
  const { class: urgency, expires } = delivery
  return { frozen: await frozenFrom(parts, digest, { id, due, class: urgency, expires }, held) }
}

const prepareDocument = async (parts: Delivering, delivery: Delivery): Promise<Prepared> => {
  const { document, body, carries = [], target } = delivery
  if (!document) return cancelled('there is nothing to say')
  const holding = await holdingOf(parts, delivery)
  if (!holding) return cancelled('it may no longer be seen there')
  if (!(await parts.store.outbox.stillHolds(holding))) return cancelled('what it shows has changed')
  const [first = {}] = body ? [body] : await parts.platform.render(document, 'unasked', target)
  return { frozen: { document, body: first, carries, holding } }
}

/** What must still be so when it is sent; undefined where its label is above what may be seen there. */
export const holdingOf = async (
  parts: Delivering,
  delivery: Delivery,
): Promise<Holding | undefined> => {
  const { viewer, limit } = await eyesAt(parts, targetOf(parts, delivery))
  const { tlp, shows = [] } = delivery.document ?? {}
  if (tlp !== undefined && !isWithin(tlp, viewer.clearance)) return undefined
  return { viewer, refs: shows, ...(limit && { limit }) }
}

/** Whether those who may be there may see as much as when it was prepared; a room may open at any time. */
export const seesAsMuch = async (
  parts: Delivering,
  delivery: Delivery,
  { viewer }: Pick<Eyes, 'viewer'>,
): Promise<boolean> => {
  const now = await eyesAt(parts, targetOf(parts, delivery))
  return JSON.stringify(now.viewer) === JSON.stringify(viewer)
}
