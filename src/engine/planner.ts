import type { ChatPlatform } from '#core/chat'
import { startOfDay } from '#core/dates'
import type { Digest, Ms, Plan } from '#core/digest'
import { lookAt, never, nextAfter } from '#core/plan'
import { endCorrections } from './corrections/owners.ts'
import { planCorrections } from './corrections/plan.ts'
import { type NoticeParts, tellOfUnconfirmed } from './notices.ts'
import { keyOf } from './send.ts'

export type PlannerSettings = {
  /** How long planning stays a process's own after it was last renewed, in milliseconds. */
  leaseMs: number
  /** After so long past its time, a manager hears of an edition that is not known to be sent. */
  noticeAfterMs: number
}

export type PlannerParts = NoticeParts & {
  /** This process, by a name that no other has. */
  holder: string
  settings: PlannerSettings
  /** So many editions were planned for a platform. */
  planned(platform: string, count: number): void
  /** Something was planned. */
  poke(): void
}

export type Planner = {
  /** Plans corrections and what is due, ends what is too late, and tells managers of what is not confirmed. */
  tick(): Promise<void>
  stop(): Promise<void>
}

/** So many are looked at between two breaths of the main thread. */
const atOnce = 100
/** How often to see whether what a platform refused can be posted again. */
const lookAgainMs = 10 * 60_000

const lease = 'planner'

/** Turns standing orders into occurrences. One process does so at a time; a slot is written down only once. */
export const createPlanner = (parts: PlannerParts): Planner => {
  const { store, holder, settings, log } = parts
  const tz = process.versions.tz ?? ''
  let isRecomputed = false

  const planAll = async (now: Ms): Promise<void> => {
    const seen = new Set<string>()
    for (;;) {
      const due = await store.digests.due(now, atOnce)
      const fresh = due.filter(({ id }) => !seen.has(id))
      if (fresh.length === 0) return
      for (const { id } of fresh) seen.add(id)
      const resting = fresh.filter(({ pause }) => pause !== undefined)
      const plans = fresh.filter(({ pause }) => !pause).flatMap((one) => planOf(one, now))
      await store.digests.plan(plans)
      tally(plans)
      for (const digest of resting) await lookAtResting(parts, digest, now, tz)
      if (due.length < atOnce) return
    }
  }
  const tally = (plans: readonly Plan[]): void => {
    for (const [platform, some] of Map.groupBy(plans, ({ digest }) => digest.platform)) {
      const due = some.flatMap(({ occurrences }) => occurrences.filter(({ skipped }) => !skipped))
      if (due.length > 0) parts.planned(platform, due.length)
    }
    if (plans.length > 0) parts.poke()
  }
  /** One whose schedule cannot be read must not keep the others waiting. */
  const planOf = (digest: Digest, now: Ms): Plan[] => {
    try {
      return [planFor(digest, now)]
    } catch (error) {
      log.error({ err: error, digest: digest.id }, 'a digest could not be planned')
      return []
    }
  }
  const recompute = async (): Promise<void> => {
    for (;;) {
      const stale = await store.digests.computedOtherwise(tz, atOnce)
      if (stale.length === 0) return
      await store.digests.setNext(stale.map(nextOf), tz)
    }
  }

  return {
    async tick() {
      if (!(await store.leases.take(lease, holder, settings.leaseMs))) {
        isRecomputed = false
        return
      }
      if (!isRecomputed) await recompute()
      isRecomputed = true
      if (await planCorrections(parts)) parts.poke()
      const now = await store.outbox.clock()
      await planAll(now)
      const expired = await store.outbox.expire()
      if (expired > 0) log.warn({ expired }, 'deliveries went past their limit')
      await tellOfUnconfirmed(parts, now, settings.noticeAfterMs)
      await endCorrections(parts, now)
    },
    stop: () => store.leases.release(lease, holder),
  }
}

const planFor = (digest: Digest, now: Ms): Plan => {
  const { come, last, next } = lookAt(digest, now)
  const occurrences = come.map((one) => ({ id: editionId(digest, one.slot), ...one }))
  return { digest, occurrences, last, next }
}

/** An edition, and its first delivery, are known by digest and slot. */
export const editionId = ({ id }: Pick<Digest, 'id'>, slot: string): string =>
  keyOf('edition', id, slot)

/** When to look at a digest again, with the time zone data of today. */
const nextOf = (digest: Digest): { id: string; last: Ms; next: Ms } => {
  const { id, last, pause } = digest
  if (pause?.until !== undefined) return { id, last, next: startOfDay(pause.until, digest.zone) }
  return { id, last, next: pause ? never : nextAfter(digest, last) }
}

/** A pause that has come to its end, or one for a fault that may have been mended. */
const lookAtResting = async (
  { store, platforms, log }: PlannerParts,
  digest: Digest,
  now: Ms,
  tz: string,
): Promise<void> => {
  const { id, pause, last } = digest
  const isOver = pause?.until !== undefined && startOfDay(pause.until, digest.zone) <= now
  const isMended = pause?.by === 'fault' && (await canPost(platforms, digest))
  if (isOver || isMended) {
    await store.digests.change(digest, { unset: ['pause'] }, { next: nextAfter(digest, now) })
    log.info(
      { digest: id, why: isOver ? 'its pause is over' : 'it can be posted again' },
      'a digest goes on',
    )
    return
  }
  const next = pause?.by === 'fault' ? now + lookAgainMs : nextOf(digest).next
  await store.digests.setNext([{ id, last, next }], tz)
}

/** Whether a platform says that nothing stands in the way any more. */
export const canPost = async (
  platforms: readonly ChatPlatform[],
  { platform: name, target, person }: Digest,
): Promise<boolean> => {
  const platform = platforms.find((one) => one.name === name)
  if (!platform?.isUp()) return false
  if (person !== undefined) return (await platform.openDm(person)).kind === 'open'
  const facts = await platform.channelFacts(target)
  return facts !== undefined && facts.missing.length === 0
}
