import type { Failing, Fault } from '../api/fault.ts'
import { matcher } from './matcher.ts'

type Armed = { matches: ReturnType<typeof matcher>; fault: Fault; hits: number; until: number }

export type Faults = {
  add(route: string, fault: Fault): Failing
  /** The fault that strikes this request. */
  strike(method: string, path: string): Fault | undefined
  clear(): void
}

export const createFaults = (): Faults => {
  const armed = new Set<Armed>()
  return {
    add(route, fault) {
      const one: Armed = { matches: matcher(route), fault, hits: 0, until: 0 }
      armed.add(one)
      return {
        get hits() {
          return one.hits
        },
        end: () => void armed.delete(one),
      }
    },
    strike(method, path) {
      const one = [...armed].find((each) => isArmed(each) && each.matches(method, path))
      if (!one) return undefined
      if (one.hits === 0) one.until = Date.now() + 1_000 * (one.fault.retryAfter ?? 0)
      one.hits += 1
      return one.fault
    },
    clear: () => armed.clear(),
  }
}

/** A route that is shut for some time stays so for that time, however often it is asked. */
const isArmed = ({ fault, hits, until }: Armed): boolean =>
  hits < (fault.times ?? 1) || Date.now() < until
