import type { ChatPlatform } from '#core/chat'
import { type Arrival, kindOfArrival, type NewCorrection } from '#core/correction'
import type { Log } from '#core/log'
import type { Store } from '#core/store'
import { keyOf } from '../send.ts'
import { deliveriesFor, deliveriesToUsers } from './deliveries.ts'

export type TravelParts = {
  store: Store
  platforms: readonly ChatPlatform[]
  log: Log
  /** Something is to be sent: what is planned first need not wait for the last page. */
  poke?(): void
}

/** So many arrivals, or lines of the ledger, are looked at between two breaths of the main thread. */
const atOnce = 200

/**
 * Finds out what has been corrected and plans what becomes of every place that showed it otherwise. All
 * of it stands in the store, a page at a time, so that whoever goes on after a crash goes on from there.
 */
export const planCorrections = async (parts: TravelParts): Promise<boolean> => {
  for (let isPlanned = false; ; isPlanned = true) {
    // What is urgent need not wait for all the pages of what came before.
    const hasArrived = await lookAtArrivals(parts)
    const hasPage = await planPage(parts)
    const hasLate = await planLate(parts)
    if (!hasArrived && !hasPage && !hasLate) return isPlanned
  }
}

/** False once there is nothing more to look at. */
const lookAtArrivals = async ({ store, log }: TravelParts): Promise<boolean> => {
  const { from, upto, arrivals } = await store.corrections.arrived(atOnce)
  if (arrivals.length === 0) return false
  const corrections = arrivals.flatMap(correctionFrom)
  if (!(await store.corrections.begin({ from, upto }, corrections))) return true
  // Logs go where no label is known, and a briefing's name may say what it is about.
  for (const { id, ref, kind } of corrections)
    log.info({ correction: id, revision: ref.revision, kind }, 'a correction')
  return true
}

/** A correction is known by the revision that it is. */
export const correctionId = ({ workspace, briefing, revision }: Arrival['ref']): string =>
  keyOf('correction', workspace, briefing, revision)

const correctionFrom = (arrival: Arrival): NewCorrection[] => {
  const { ref, base, precedence } = arrival
  const kind = kindOfArrival(arrival)
  return kind ? [{ id: correctionId(ref), ref, base, kind, isFlash: precedence === 'FLASH' }] : []
}

const none = { deliveries: [], owed: [] }

const planPage = async (parts: TravelParts): Promise<boolean> => {
  const { store } = parts
  const correction = await store.corrections.planning()
  if (!correction) return false
  const { id } = correction
  const { from, upto, places } = await store.corrections.places(id, atOnce)
  const isWhole = places.length < atOnce
  const first =
    from === 0 ? deliveriesToUsers(parts, correction, await store.corrections.users(id)) : none
  const page = deliveriesFor(parts, correction, places)
  await store.corrections.plan({
    id,
    deliveries: [...first.deliveries, ...page.deliveries],
    owed: [...first.owed, ...page.owed],
    looked: { from, upto, isWhole },
  })
  parts.poke?.()
  return true
}

/** What was on its way when its correction was planned. */
const planLate = async (parts: TravelParts): Promise<boolean> => {
  const { store } = parts
  const { upto, found } = await store.corrections.late(atOnce)
  for (const { correction, places } of found)
    await store.corrections.plan({ id: correction.id, ...deliveriesFor(parts, correction, places) })
  if (upto > 0) await store.corrections.forgetLate(upto)
  return upto > 0
}
