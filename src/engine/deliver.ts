import { setTimeout as wait } from 'node:timers/promises'
import { settlementOf, signedOutMs } from '#core/after'
import type { Body, Outcome, ReadBack } from '#core/chat'
import type { Delivery, Frozen, Hold, Settlement } from '#core/delivery'
import { type Delivering, urgencyOf } from './delivering.ts'
import { persistently } from './persistently.ts'
import { type Place, placeOf, placeTried } from './place.ts'
import { holdingOf, prepare, seesAsMuch } from './prepare.ts'

/** A claim, and how often it was claimed before. */
type Claim = Hold & { delivery: Delivery }

/**
 * Sends one delivery, or finds out what became of it. It is claimed before anything is posted, and
 * settled after; whatever ends this process in between leaves a claim, which is looked into later.
 */
export const deliver = (parts: Delivering, delivery: Delivery): Promise<void> =>
  mayHaveArrived(delivery) ? lookFirst(parts, delivery) : sendAnew(parts, delivery)

const mayHaveArrived = ({ state, triedSince }: Delivery): boolean =>
  state === 'sending' || triedSince !== undefined

/** Something it rests on changes while it is prepared: so often it is prepared again, then left for later. */
const mostRounds = 3

const sendAnew = async (parts: Delivering, delivery: Delivery): Promise<void> => {
  const { store, claimant, pace } = parts
  const place = await placeOf(parts, delivery)
  if (place.kind !== 'place') return notThere(parts, delivery, place)
  for (let round = 0; round < mostRounds; round += 1) {
    const prepared = await prepare(parts, delivery)
    if ('instead' in prepared) return drop(parts, delivery, prepared.instead)
    await pace.turn(urgencyOf[delivery.class])
    if (!(await seesAsMuch(parts, delivery, prepared.frozen.holding))) continue
    const frozen = { ...prepared.frozen, channel: place.channel }
    const claimed = await store.outbox.claim(delivery.id, claimant, frozen)
    if (claimed.kind === 'taken') return
    if (claimed.kind === 'changed') continue
    const claim = { id: delivery.id, attempt: claimed.attempt, by: claimant.by, delivery }
    return act(parts, claim, place, frozen.body)
  }
  // What stands in a thread must not keep others of its line waiting; what it holds comes again.
  if (delivery.act === 'reply')
    return drop(parts, delivery, { to: 'cancelled', why: 'it has been shown since' })
  parts.log.warn(
    { delivery: delivery.id },
    'what a delivery rests on keeps changing; it is tried again',
  )
}

/** Where it goes could not be opened; nothing was posted. */
const notThere = async (
  parts: Delivering,
  delivery: Delivery,
  place: Exclude<Awaited<ReturnType<typeof placeOf>>, Place>,
): Promise<void> => {
  if (place.kind === 'nowhere') return drop(parts, delivery, { to: 'cancelled', why: place.why })
  const settlement = (await settled(parts, delivery, place)) ?? {
    // Opening the same once more does no harm.
    to: 'planned' as const,
    notBefore: (await parts.store.outbox.clock()) + openAgainMs,
    why: 'it could not be opened',
  }
  return drop(parts, delivery, settlement)
}

const openAgainMs = 5_000

/** Posts what is claimed, unless the claim might end before the answer is there. */
const act = async (parts: Delivering, claim: Claim, place: Place, body: Body): Promise<void> => {
  const { store, timeoutMs } = parts
  if (!(await store.outbox.holds(claim, timeoutMs))) return
  await finish(parts, claim, place, await request(parts, claim.delivery, place, body))
}

const request = (
  { platform }: Delivering,
  { id, act: what, message = '' }: Delivery,
  { channel, to }: Place,
  body: Body,
): Promise<Outcome> => {
  if (what === 'edit') return platform.edit(channel, message, body)
  if (what === 'delete') return platform.remove(channel, message)
  return to === undefined ? platform.post(channel, body, id) : platform.reply(channel, to, body, id)
}

const finish = async (
  parts: Delivering,
  claim: Claim,
  place: Place,
  outcome: Outcome,
): Promise<void> => {
  const settlement = await settled(parts, claim.delivery, outcome, place.channel)
  if (settlement) return settle(parts, claim, settlement)
  const why = outcome.kind === 'unknown' ? outcome.why : outcome.kind
  await surely(parts, () => parts.store.outbox.note(claim, why))
  await tell(parts, claim.delivery, 'open', claim.attempt, why)
}

/** What an outcome comes to, and what it means for the pace of the lane. */
const settled = async (
  parts: Delivering,
  { cause, part, act: what, target }: Delivery,
  outcome: Outcome,
  channel = target,
): Promise<Settlement | undefined> => {
  const { store, platform, pace, rest } = parts
  const here = Temporal.Now.instant()
  if (outcome.kind === 'sent') pace.wentWell()
  if (outcome.kind === 'later' && platform.pace.start < platform.pace.most) pace.slowDown()
  if (outcome.kind === 'signedOut') rest(signedOutMs)
  // What is known to be sent must not be left open because something beside it could not be read.
  const facts = await platform.channelFacts(channel).catch(() => undefined)
  const named = {
    name: facts?.name ?? 'the channel',
    ...(facts && { room: facts.room }),
    ...(facts?.members !== undefined && { members: facts.members }),
  }
  const now = await surely(parts, () => store.outbox.clock())
  return settlementOf(outcome, { cause, part, act: what, channel, ...named }, { now, here })
}

const settle = async (parts: Delivering, claim: Claim, settlement: Settlement): Promise<void> => {
  if (!(await surely(parts, () => parts.store.outbox.settle(claim, settlement)))) return
  await tell(parts, claim.delivery, settlement.to, claim.attempt, whyOf(settlement))
}

const drop = async (
  parts: Delivering,
  delivery: Delivery,
  settlement: Settlement,
): Promise<void> => {
  if (!(await parts.store.outbox.drop(delivery.id, settlement))) return
  await tell(parts, delivery, settlement.to, delivery.attempt, whyOf(settlement))
}

const whyOf = (settlement: Settlement): string | undefined =>
  'why' in settlement ? settlement.why : undefined

/** A store that is locked for a while must not lose what is known. */
const surely = <T>({ log }: Delivering, write: () => Promise<T>): Promise<T> =>
  persistently(write, log)

/** It may have arrived: looked for before anything is posted, unless repeating it does no harm. */
const lookFirst = async (parts: Delivering, delivery: Delivery): Promise<void> => {
  const { store, claimant, pace } = parts
  const place = await placeTried(parts, delivery)
  await pace.turn(urgencyOf.doubtful)
  const claimed = await store.outbox.claim(delivery.id, claimant)
  if (claimed.kind !== 'mine') return
  const claim = { id: delivery.id, attempt: claimed.attempt, by: claimant.by, delivery }
  if (place.kind !== 'place') return unplaced(parts, claim, place)
  const repeats = delivery.act === 'edit' || delivery.act === 'delete'
  const found = repeats ? absent : await lookFor(parts, claim, place)
  if (found?.kind === 'found')
    return finish(parts, claim, place, { kind: 'sent', message: found.message })
  if (!found) return
  const isKnown = found.kind === 'absent' || delivery.isMissing
  if (!isKnown) return settle(parts, claim, { to: 'unknown', why: sayCannotTell(found) })
  if (claimed.now >= delivery.expires)
    return settle(parts, claim, { to: 'expired', why: 'it did not arrive in time' })
  return sendAgain(parts, claim, place)
}

const absent: ReadBack = { kind: 'absent' }

const sayCannotTell = (found: ReadBack): string =>
  found.kind === 'cannot tell' ? found.why : found.kind

/** Where it went can no longer be opened: whether it arrived cannot be told there. */
const unplaced = async (
  parts: Delivering,
  claim: Claim,
  place: Exclude<Awaited<ReturnType<typeof placeOf>>, Place>,
): Promise<void> => {
  const isPassing = place.kind === 'later' || place.kind === 'unknown' || place.kind === 'signedOut'
  if (isPassing) return parts.store.outbox.note(claim, 'where it went could not be opened')
  return settle(parts, claim, { to: 'unknown', why: 'where it went is no longer there' })
}

/**
 * By so much the database's clock may have been ahead of the platform's, or have been set back since; what
 * was further off is noticed by its lease.
 */
const marginMs = 15 * 60_000

/** Looks until there is an answer; undefined where the claim would end first, and a later one looks again. */
const lookFor = async (
  parts: Delivering,
  claim: Claim,
  { channel, to }: Place,
): Promise<ReadBack | undefined> => {
  const { store, platform, pace, timeoutMs } = parts
  const { id, triedSince = Number.POSITIVE_INFINITY } = claim.delivery
  const body = claim.delivery.body ?? (await bodyAsOf(parts, claim.delivery))
  const tried = Math.min(triedSince, await store.outbox.clock())
  const since = Temporal.Instant.fromEpochMilliseconds(tried - marginMs)
  const others = new Set(await store.outbox.standingIn(channel, claim.delivery))
  const sought = { body, key: id, since, others, ...(to !== undefined && { to }) }
  while (await store.outbox.holds(claim, timeoutMs)) {
    const found = await platform.readBack(channel, sought)
    if (found.kind !== 'cannot tell' || found.again === undefined) return found
    const left = found.again.since(Temporal.Now.instant()).total('milliseconds')
    if (left > timeoutMs) break
    await wait(Math.max(0, left))
    await pace.turn(urgencyOf.doubtful)
  }
  await store.outbox.note(claim, 'it could not be looked for')
  return undefined
}

/** What a store that was lost has posted is not known here; it will have said much the same. */
const bodyAsOf = async (parts: Delivering, delivery: Delivery): Promise<Body> => {
  const prepared = await prepare(parts, delivery)
  return 'frozen' in prepared ? prepared.frozen.body : {}
}

/** It certainly is not there. The same again, if all of it may still be seen and is news; else composed anew. */
const sendAgain = async (parts: Delivering, claim: Claim, place: Place): Promise<void> => {
  const { delivery } = claim
  const same = await sameAgain(parts, delivery)
  if (same && (await sentAs(parts, claim, place, same))) return
  const prepared = await prepare(parts, delivery)
  if ('instead' in prepared) return settle(parts, claim, prepared.instead)
  if (await sentAs(parts, claim, place, prepared.frozen)) return
  await parts.store.outbox.note(claim, 'what it rests on has changed')
}

/** False where what it rests on is no longer so, or it is no longer ours. */
const sentAs = async (
  parts: Delivering,
  claim: Claim,
  place: Place,
  frozen: Frozen,
): Promise<boolean> => {
  const { store, claimant, pace } = parts
  const { delivery, attempt } = claim
  await pace.turn(urgencyOf[delivery.class])
  if (!(await seesAsMuch(parts, delivery, frozen.holding))) return false
  // Looking for it took time: the claim begins anew, and what it rests on is looked at once more in it.
  const mine = { ...claimant, attempt }
  const again = await store.outbox.claim(delivery.id, mine, { ...frozen, channel: place.channel })
  if (again.kind !== 'mine') return false
  await act(parts, { ...claim, attempt: again.attempt }, place, frozen.body)
  return true
}

/** What was posted before, as long as all of it stands. */
const sameAgain = async (parts: Delivering, delivery: Delivery): Promise<Frozen | undefined> => {
  const { document, body, carries = [], isMissing } = delivery
  if (!document || !body || isMissing) return undefined
  const holding = await holdingOf(parts, delivery)
  const stands = holding && (await parts.store.outbox.stillHolds(holding))
  return stands ? { document, body, carries, holding } : undefined
}

/** A line for each thing that became of a delivery. */
const tell = async (
  { store, platform, count, log }: Delivering,
  { id, cause, causeId, part, due, target }: Delivery,
  outcome: string,
  attempt: number,
  why?: string,
): Promise<void> => {
  const lateMs = Math.max(0, (await store.outbox.clock()) - due)
  count({ platform: platform.name, cause, outcome, attempt, lateMs })
  const line = {
    delivery: id,
    cause,
    // Of these it would be a briefing's name, which may say what that is about.
    ...(cause !== 'share' && cause !== 'alert' && { of: causeId }),
    part,
    channel: target,
    outcome,
    attempt,
    lateMs,
    why,
  }
  if (outcome === 'sent' || outcome === 'nothing new') log.info(line, 'delivery')
  else log.warn(line, 'delivery')
}
