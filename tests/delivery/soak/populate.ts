import { type Place, platformNames } from '../places.ts'
import { setRight } from '../rights.ts'
import { everyOtherMinute } from '../slots.ts'
import type { World } from '../world.ts'
import type { Chance } from './chance.ts'

/** A digest of every other minute in each channel, in two zones, some with limits and some that never stay away. */
export const populate = async (world: World, any: Chance): Promise<Map<string, Place>> => {
  const digests = new Map<string, Place>()
  for (const [nth, place] of world.places.entries()) {
    if (nth % 3 > 0) await world.setLimit(place, nth % 3 === 1 ? 'GREEN' : 'AMBER')
    const { id } = await world.addDigest(place, {
      schedule: everyOtherMinute(nth % 2 === 0 ? 0 : 1),
      zone: any.one(['Europe/Brussels', 'Europe/Kyiv']),
      sendsEmpty: nth % 4 < 2,
    })
    digests.set(id, place)
  }
  // Where nothing can be looked for, what is in doubt must stay so.
  for (const platform of platformNames) {
    const place = world.places.findLast((one) => one.platform === platform)
    if (place) setRight(world, place, 'look', false)
  }
  return digests
}
