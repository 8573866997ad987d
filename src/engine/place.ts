import type { ChatPlatform, Outcome } from '#core/chat'
import type { Delivery } from '#core/delivery'
import { plain } from '#core/reply'
import { isWithin } from '#core/tlp'
import { type Delivering, urgencyOf } from './delivering.ts'
import { keyOf } from './send.ts'

/** Where a delivery goes: a channel, and the message that it answers where there are no threads. */
export type Place = { kind: 'place'; channel: string; to?: string }

type Elsewhere = Exclude<Outcome, { kind: 'sent' }> | { kind: 'nowhere'; why: string }

export const isPerson = ({ name }: Pick<ChatPlatform, 'name'>, target: string): boolean =>
  target.startsWith(`${name}:`)

/** Opens direct messages or a thread where it goes there; doing so twice opens the same. */
export const placeOf = async (
  parts: Delivering,
  delivery: Delivery,
): Promise<Place | Elsewhere> => {
  if (delivery.act === 'reply') return inThread(parts, delivery)
  const { platform, pace, store } = parts
  if (delivery.act === 'edit' && delivery.answer !== undefined) {
    const channel = await store.corrections.channelOf(delivery.answer)
    return { kind: 'place', channel: channel ?? delivery.target }
  }
  if (!isPerson(platform, delivery.target)) return { kind: 'place', channel: delivery.target }
  await pace.turn(urgencyOf[delivery.class])
  const opened = await platform.openDm(delivery.target)
  return opened.kind === 'open' ? { kind: 'place', channel: opened.channel } : opened
}

/** Where it was tried before: a thread that could not be opened then may be open now, and it is not in there. */
export const placeTried = async (
  parts: Delivering,
  delivery: Delivery,
): Promise<Place | Elsewhere> => {
  const { triedIn, act, causeId } = delivery
  if (triedIn === undefined) return placeOf(parts, delivery)
  const first = act === 'reply' ? await parts.store.outbox.find(causeId) : undefined
  const isUnder = first?.sent?.channel === triedIn
  return { kind: 'place', channel: triedIn, ...(isUnder && { to: first.sent?.message ?? '' }) }
}

const inThread = async (parts: Delivering, delivery: Delivery): Promise<Place | Elsewhere> => {
  const { store, platform, pace } = parts
  const first = await store.outbox.find(delivery.causeId)
  if (!first?.sent?.message) return { kind: 'nowhere', why: 'its first message is not known' }
  const { channel, message } = first.sent
  const before = await store.outbox.find(keyOf(delivery.causeId, delivery.part - 1))
  if (before?.sent && before.sent.channel !== channel)
    return { kind: 'place', channel: before.sent.channel }
  // Where paces count for each workspace, threads need no request to be opened.
  if (platform.pace.per === 'bot') await pace.turn(urgencyOf[delivery.class])
  const thread = await platform.openThread(channel, message, nameFor(first))
  if (thread.kind !== 'open') return thread
  const isApart = thread.channel !== channel
  return { kind: 'place', channel: thread.channel, ...(!isApart && { to: message }) }
}

/** A thread's name stands in lists and on locked phones: from TLP:AMBER up it says nothing. */
const nameFor = ({ document }: Delivery): string => {
  const { tlp = 'CLEAR', headline = [] } = document ?? {}
  if (!isWithin(tlp, 'GREEN')) return 'Details'
  return plain(headline.filter((one) => typeof one === 'string' || one.kind !== 'mention')).trim()
}
