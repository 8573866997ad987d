import type { Failing, Fault } from '../api/fault.ts'
import { type Answer, refused, tooMany } from './answers.ts'

type Armed = { methods: readonly string[]; fault: Fault; hits: number; until: number }

export type Faults = {
  add(method: string | readonly string[], fault: Fault): Failing
  /** The fault that strikes this call. */
  strike(method: string): Fault | undefined
  clear(): void
}

export const createFaults = (): Faults => {
  const armed = new Set<Armed>()
  return {
    add(method, fault) {
      const one: Armed = { methods: [method].flat(), fault, hits: 0, until: 0 }
      armed.add(one)
      return {
        get hits() {
          return one.hits
        },
        end: () => void armed.delete(one),
      }
    },
    strike(method) {
      const one = [...armed].find((each) => isArmed(each, method))
      if (!one) return undefined
      if (one.hits === 0) one.until = Date.now() + 1_000 * (one.fault.retryAfter ?? 0)
      one.hits += 1
      return one.fault
    },
    clear: () => armed.clear(),
  }
}

/** A method that is shut for some time stays so for that time, however often it is called. */
const isArmed = ({ methods, fault, hits, until }: Armed, called: string): boolean =>
  (methods.includes('*') || methods.includes(called)) &&
  (hits < (fault.times ?? 1) || Date.now() < until)

export const isStruck = ({ status, error, instead }: Fault): boolean =>
  status !== undefined || error !== undefined || instead !== undefined

/** The answer of a fault; undefined for one that has none of its own. */
export const faultAnswer = (fault: Fault): Answer | undefined => {
  const { status, error, retryAfter = 1, claims = retryAfter } = fault
  if (status === 429) return tooMany(claims)
  // What answers in Slack's place when it is down speaks no JSON.
  if (status !== undefined) return { status, body: 'upstream connect error' }
  return error === undefined ? undefined : refused(error)
}
