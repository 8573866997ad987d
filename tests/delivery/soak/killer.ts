import { setTimeout as wait } from 'node:timers/promises'
import { type Hand, hire } from '../crew.ts'
import { platformNames } from '../places.ts'
import type { Wish } from '../wish.ts'
import type { World } from '../world.ts'
import type { Chance } from './chance.ts'

/** What a kill hit, as far as the database knows. */
export type Kill = {
  /** How long it had been at work, and when it was killed; in milliseconds. */
  age: number
  at: number
  /** Deliveries that were claimed by it and not settled. */
  underway: number
  /** Whether it planned or had a lane at that moment. */
  isLeading: boolean
}

export type Crew = {
  kills: Kill[]
  /** How many were frozen for a while. */
  frozen(): number
  /** Kills one after the other until it is told to stop. */
  rage(): Promise<void>
  calm(): Promise<void>
}

/** Between two kills, in milliseconds. */
const pauses = [150, 400] as const
/** Processes that are loaded and signed in, and wait for somebody to die. */
const spares = 3
/** So often one is frozen instead, for so long: less than a lease and the quarantine. */
const freezes = 0.1
const frozenMs = [200, 1_500] as const

type Working = { name: string; hand: Hand; since: number }

/**
 * So many workers at a time, of which one is killed every few hundred milliseconds and replaced. As long as
 * one is missing because none has started yet, nobody is killed: there would soon be none at work.
 */
export const crew = (world: World, count: number, chance: Chance, more: Partial<Wish>): Crew => {
  const working: Working[] = []
  const waiting: Promise<Working>[] = []
  const changes = new Set<Promise<void>>()
  const kills: Kill[] = []
  let isEnding = false
  let hired = 0
  let frozen = 0

  const another = async (): Promise<Working> => {
    const name = `worker ${hired++}`
    const hand = hire(platformNames)
    await hand.prepare(world.wish({ ...more, name }))
    return { name, hand, since: 0 }
  }
  const next = async (): Promise<void> => {
    waiting.push(another())
    const one = await waiting.shift()
    if (!one) return
    if (isEnding) return one.hand.kill()
    working.push({ ...one, since: performance.now() })
    one.hand.go()
  }
  const kill = async ({ name, hand, since }: Working): Promise<void> => {
    const hit = await hitBy(world, name)
    await hand.kill()
    kills.push({ age: performance.now() - since, at: performance.now(), ...hit })
    await next()
  }
  const freeze = async (one: Working): Promise<void> => {
    frozen += 1
    one.hand.freeze()
    await wait(chance.between(...frozenMs))
    one.hand.thaw()
    working.push(one)
  }
  const during = (change: Promise<void>): void => {
    const noted = change
      .catch((error: Error) => void (isEnding || console.error(error)))
      .finally(() => changes.delete(noted))
    changes.add(noted)
  }

  return {
    kills,
    frozen: () => frozen,
    async rage() {
      for (let at = 0; at < spares; at += 1) waiting.push(another())
      for (let at = 0; at < count; at += 1) await next()
      while (!isEnding) {
        await wait(chance.between(...pauses))
        if (isEnding || working.length < count) continue
        const [one] = working.splice(Math.floor(chance.between(0, count)), 1)
        if (one) during(chance.is(freezes) ? freeze(one) : kill(one))
      }
    },
    async calm() {
      isEnding = true
      await Promise.all(changes)
      const ready = await Promise.all(waiting)
      await Promise.all([...working, ...ready].map(({ hand }) => hand.kill()))
    },
  }
}

const hitBy = async (
  { desk }: World,
  name: string,
): Promise<Pick<Kill, 'underway' | 'isLeading'>> => {
  const [hit] = await desk.read<{ underway: number; leases: number }>(
    `select (select count(*) from delivery where state = 'sending' and lease_by = ?) as underway,
      (select count(*) from lease where holder = ? and until > ?) as leases`,
    ...[name, name, Date.now()],
  )
  return { underway: hit?.underway ?? 0, isLeading: (hit?.leases ?? 0) > 0 }
}
