import { setTimeout as wait } from 'node:timers/promises'
import type { Ms } from '#core/digest'
import type { Lease } from '#core/lease'
import type { Log } from '#core/log'
import { leaseNames } from '#core/shards'
import { type Held, type HolderParts, hold } from './holder.ts'

export type ReplicaParts = HolderParts & { log: Log }

/** This process among those that serve the same store. */
export type Replicas = {
  /** Says that it is there. */
  join(): Promise<void>
  /** Says that it answers. */
  up(): Promise<void>
  /** How many others are there and mean to stay. */
  others(): Promise<number>
  /** Hears, once for each, that one is gone without having left. */
  onDeath(hear: () => void): void
  /**
   * Says that it will leave, and resolves when another answers in its place and `isRelieved`; at once where
   * no other is there, and after `withinMs` in any case.
   */
  handOver(withinMs: Ms, isRelieved: () => boolean): Promise<void>
  leave(): Promise<void>
}

/** How often to look whether another is there, when leaving. */
const lookMs = 200

export const createReplicas = (parts: ReplicaParts): Replicas => {
  const { leases, holder, leaseMs, log } = parts
  const held = new Map<string, Held>()
  const known = new Set<string>()
  const hearers: (() => void)[] = []
  let looking: NodeJS.Timeout | undefined

  const say = async (kind: string): Promise<void> => {
    const one = held.get(kind) ?? hold(parts, kind + holder)
    held.set(kind, one)
    await one.take()
  }
  const unsay = async (kind: string): Promise<void> => {
    await held.get(kind)?.release()
    held.delete(kind)
  }
  const holdersOf = (kind: string, all: readonly Lease[]): string[] =>
    all.flatMap((one) =>
      one.name.startsWith(kind) && one.holder !== holder && one.leftMs > 0 ? one.holder : [],
    )
  const look = async (): Promise<void> => {
    const all = await leases.taken()
    const there = holdersOf(leaseNames.replica, all)
    const gone = all.filter(({ name, holder: who, leftMs }) => {
      const isReplica = name.startsWith(leaseNames.replica)
      return isReplica && leftMs <= 0 && known.delete(who)
    })
    for (const who of there) {
      if (!known.has(who)) log.info({ replica: who }, 'another replica is there')
      known.add(who)
    }
    for (const { holder: who } of gone) {
      log.warn({ replica: who }, 'a replica is gone without a word')
      for (const hear of hearers) hear()
    }
    for (const who of known) if (!there.includes(who)) known.delete(who)
  }
  const isRelievedBy = async (isRelieved: () => boolean): Promise<boolean> => {
    const all = await leases.taken()
    const there = holdersOf(leaseNames.replica, all)
    const answering = holdersOf(leaseNames.up, all)
    if (there.length === 0) return true
    return isRelieved() && there.some((who) => answering.includes(who))
  }

  return {
    async join() {
      await say(leaseNames.replica)
      looking = setInterval(() => void look().catch(() => undefined), leaseMs / 3)
      await look()
    },
    up: () => say(leaseNames.up),
    others: async () => holdersOf(leaseNames.replica, await leases.taken()).length,
    onDeath: (hear) => void hearers.push(hear),
    async handOver(withinMs, isRelieved) {
      if (looking === undefined) return
      const began = performance.now()
      const isOver = (): boolean => performance.now() - began >= withinMs
      try {
        await say(leaseNames.leaving)
        await unsay(leaseNames.replica)
        while (!isOver() && !(await isRelievedBy(isRelieved))) await wait(lookMs)
      } catch (error) {
        log.warn({ err: error }, 'nobody was found to hand over to')
      }
    },
    async leave() {
      clearInterval(looking)
      looking = undefined
      await Promise.all([...held.keys()].map(unsay))
    },
  }
}
