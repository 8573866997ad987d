import { createStriking, type Striking } from '../../discord/striking.ts'
import type { Failing, Fault } from '../api/fault.ts'
import type { Requested } from '../api/slack.ts'
import { type Answer, ok, refused, tooMany } from './answers.ts'

export type Faults = Omit<Striking<Requested, Fault>, 'arm'> & {
  add(method: string | readonly string[], fault: Fault): Failing
}

export const createFaults = (): Faults => {
  const { arm, ...striking } = createStriking<Requested, Fault>(shutBy)
  return {
    ...striking,
    add(method, fault) {
      const methods = [method].flat()
      return arm((call) => methods.includes('*') || methods.includes(call.method), fault)
    },
  }
}

/** That method, for that workspace or channel. */
const shutBy =
  ({ method, team, args }: Requested) =>
  (other: Requested): boolean =>
    other.method === method && other.team === team && other.args.channel === args.channel

export const isStruck = ({ status, error, instead }: Fault): boolean =>
  status !== undefined || error !== undefined || instead !== undefined

/** The answer of a fault; undefined for one that has none of its own. */
export const faultAnswer = (fault: Fault): Answer | undefined => {
  const { status, error, retryAfter = 1, claims = retryAfter, instead } = fault
  if (instead === 'empty') return ok({ messages: [], has_more: false, pin_count: 0 })
  if (status === 429) return tooMany(claims)
  // What answers in Slack's place when it is down speaks no JSON.
  if (status !== undefined) return { status, body: 'upstream connect error' }
  return error === undefined ? undefined : refused(error)
}
