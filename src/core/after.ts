import type { Outcome } from './chat.ts'
import type { Act, Cause, Settlement } from './delivery.ts'
import type { Ms } from './digest.ts'
import { sayMissing } from './say-outcome.ts'

/** What was tried, as far as it matters for what comes next. */
export type Tried = {
  cause: Cause
  part: number
  act: Act
  channel: string
  room?: string
  /** How many are in it. */
  members?: number
  name: string
}

/** How long the whole sender rests when its token is refused, in milliseconds. */
export const signedOutMs = 60_000

/**
 * What an outcome means for a delivery; undefined leaves it open, to be looked for once its lease and
 * quarantine are over. `now` is the database's clock, `here` this process's, by which the outcome counts.
 */
export const settlementOf = (
  outcome: Outcome,
  tried: Tried,
  { now, here }: { now: Ms; here: Temporal.Instant },
): Settlement | undefined => {
  const { channel, room, members, name } = tried
  const where = {
    ...{ to: 'sent' as const, channel },
    ...(room !== undefined && { room }),
    ...(members !== undefined && { members }),
  }
  switch (outcome.kind) {
    case 'sent':
      return { ...where, message: outcome.message }
    case 'removed':
      return { ...where, message: '' }
    case 'later': {
      const waitMs = Math.max(0, Math.ceil(outcome.at.since(here).total('milliseconds')))
      return { to: 'planned', notBefore: now + waitMs, why: `${name} takes no more at the moment` }
    }
    case 'signedOut':
      return { to: 'planned', notBefore: now + signedOutMs, why: 'the token was refused' }
    case 'unknown':
      return undefined
    case 'gone':
      if (tried.act === 'edit') return failed(tried, 'the message is no longer there')
      return failed(tried, `${name} is no longer there`)
    case 'forbidden':
      if (tried.act === 'edit' && outcome.missing.length === 0)
        return failed(tried, `I may no longer change what stands in ${name}`)
      return failed(tried, withoutDot(sayMissing(outcome.missing, name)))
    case 'invalid':
      return failed(tried, `${name} did not take it (${outcome.why})`)
    default:
      return outcome satisfies never
  }
}

/** A digest rests when its first message is refused; what stands in its thread is not worth that. */
const failed = ({ cause, part }: Tried, why: string): Settlement =>
  cause === 'edition' && part === 0 ? { to: 'failed', why, pause: why } : { to: 'failed', why }

const withoutDot = (sentence: string): string => sentence.replace(/\.$/, '')
