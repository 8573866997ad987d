import { setTimeout as wait } from 'node:timers/promises'
import { wakeResting } from '#engine/orders'
import type { Expected } from '../check/evidence.ts'
import type { Story } from '../newsroom.ts'
import type { Place } from '../places.ts'
import { setRight } from '../rights.ts'
import { sendNow } from '../scene.ts'
import type { World } from '../world.ts'
import type { Chance } from './chance.ts'

/** What people do while digests go out: publish, correct, withdraw, set limits, take rights, want one now. */
export type Life = {
  /** Editions that somebody has sent by hand. */
  byHand: Expected[]
  go(): Promise<void>
  stop(): void
  /** Gives back what was taken, and lets what rests because of it go on. */
  mend(): Promise<void>
}

/** Between two deeds, in milliseconds. */
const pauses = [100, 500] as const
/** One channel in so many wants most of what is sent by hand. */
const busyOnes = 12
/** For so long a right is taken away, and another program holds the store. */
const withoutMs = 4_000
const lockedMs = [50, 800] as const

const labels = ['CLEAR', 'CLEAR', 'GREEN', 'AMBER'] as const
const limits = ['CLEAR', 'GREEN', 'AMBER'] as const

export const life = (world: World, digests: ReadonlyMap<string, Place>, chance: Chance): Life => {
  const { news, store, places } = world
  const byHand: Expected[] = []
  const taken = new Set<Place>()
  const all = [...digests.keys()]
  // Where one follows another closely, they might overtake each other.
  const busy = all.filter((_, nth) => nth % busyOnes === 0)
  let isEnding = false

  const standing = (): Story[] =>
    [...new Map(news.stories.map((story) => [story.briefing, story])).values()].filter(
      ({ isWithdrawn }) => !isWithdrawn,
    )
  const oneStanding = async (): Promise<Story> =>
    chance.one(standing().slice(-20)) ?? (await news.publish())

  const sendOne = async (): Promise<void> => {
    const one = await sendNow(world, chance.one(chance.is(0.5) ? busy : all))
    if (one) byHand.push(one)
  }
  const giveBack = async (place: Place): Promise<void> => {
    setRight(world, place, 'post', true)
    taken.delete(place)
    await wakeResting(store, place.platform, place.target)
  }
  const takeAway = async (): Promise<void> => {
    const place = chance.one(places)
    if (taken.size > 1 || taken.has(place)) return
    taken.add(place)
    setRight(world, place, 'post', false)
    setTimeout(() => void giveBack(place).catch(() => undefined), withoutMs).unref()
  }
  const rename = async (): Promise<void> => {
    const digest = await store.digests.find(chance.one(all))
    if (digest)
      await store.digests.change(digest, { name: `Briefing ${chance.between(0, 99) | 0}` })
  }
  const lock = async (): Promise<void> => {
    await world.desk.lock()
    await wait(chance.between(...lockedMs))
    await world.desk.unlock()
  }
  const deeds = [
    ...often(2, () => news.publish(chance.one(labels))),
    ...often(2, async () => news.correct(await oneStanding())),
    ...often(1, async () => news.withdraw(await oneStanding())),
    ...often(4, () => world.setLimit(chance.one(places), chance.one(limits))),
    ...often(24, sendOne),
    ...often(4, rename),
    ...often(2, takeAway),
    ...often(1, lock),
  ]
  return {
    byHand,
    async go() {
      await news.publish()
      while (!isEnding) {
        await chance
          .one(deeds)()
          .catch((error: Error) => console.error('a deed failed:', error))
        await wait(chance.between(...pauses))
      }
    },
    stop() {
      isEnding = true
    },
    async mend() {
      for (const place of [...taken]) await giveBack(place)
    },
  }
}

type Deed = () => Promise<unknown>

const often = (count: number, deed: Deed): Deed[] => Array.from({ length: count }, () => deed)
