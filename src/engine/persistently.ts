import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '#core/log'

/** Between one try and the next, in milliseconds: about a minute in all. */
const pauses = [250, 1_000, 4_000, 15_000, 40_000]

/** Does what must not be lost to a store that is locked for a while; throws what the last try threw. */
export const persistently = async <T>(act: () => Promise<T>, log: Log): Promise<T> => {
  for (const pause of pauses) {
    try {
      return await act()
    } catch (error) {
      log.warn({ err: error, pause }, 'the store did not take it; that is tried again')
      await wait(pause)
    }
  }
  return act()
}
