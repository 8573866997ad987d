import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'
import type { Outcome } from '#core/chat'

type Failed = Exclude<Outcome, { kind: 'sent' }>

/** Faults before anything was written: Discord cannot have accepted it (Node's and undici's codes). */
const notWritten = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])
/** How long to leave a platform alone that cannot be reached, in seconds. */
const unreachableSeconds = 5

/** What a failed request means for the message it carried. */
export const outcomeOf = (error: unknown, now: Temporal.Instant): Failed => {
  if (error instanceof RateLimitError)
    return { kind: 'later', at: now.add({ milliseconds: millisecondsToWait(error) }) }
  if (error instanceof DiscordAPIError) return answered(error, now)
  if (error instanceof HTTPError) return { kind: 'unknown', why: `status ${error.status}` }
  const code = codeOf(error)
  if (notWritten.has(code)) return { kind: 'later', at: now.add({ seconds: unreachableSeconds }) }
  return { kind: 'unknown', why: code || String((error as Error).name) }
}

const longestSeconds = 86_400

/** A limit on part of a route stands apart from the route's own; not all that answers gives a number. */
const millisecondsToWait = ({ retryAfter, sublimitTimeout }: RateLimitError): number => {
  const asked = Math.ceil(Math.max(0, retryAfter, sublimitTimeout))
  return Number.isNaN(asked) ? unreachableSeconds * 1_000 : Math.min(asked, longestSeconds * 1_000)
}

/** "Unknown message": to a new one, that its nonce was used by one that was deleted since. */
const unknownMessage = 10_008

/** The same for a message that was to be created. */
export const outcomeOfNew = (error: unknown, now: Temporal.Instant): Failed =>
  error instanceof DiscordAPIError && error.code === unknownMessage
    ? { kind: 'removed' }
    : outcomeOf(error, now)

/** "You are opening direct messages too fast", with status 403 and no word of how long that lasts. */
const openedTooFast = 40_003
const pauseSeconds = 60
/** Somebody takes no direct messages, or shares no server with the bot: 403 to a post, 400 to opening one. */
const takesNone = new Set<unknown>([50_007, 50_278])

const answered = ({ status, code, message }: DiscordAPIError, now: Temporal.Instant): Failed => {
  if (status === 401) return { kind: 'signedOut' }
  if (code === openedTooFast) return { kind: 'later', at: now.add({ seconds: pauseSeconds }) }
  if (status === 403 || takesNone.has(code)) return { kind: 'forbidden', missing: [] }
  if (status === 404) return { kind: 'gone' }
  if (status >= 500) return { kind: 'unknown', why: `status ${status}` }
  return { kind: 'invalid', why: `${code}: ${message}` }
}

/** Node's or undici's code for what went wrong on the way; `''` where there is none. */
export const codeOf = (error: unknown): string => {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } }
  return String(code ?? cause?.code ?? '')
}

/** Unknown interaction, acknowledged already, or its token is no longer good: nothing more can be said there. */
const tooLate = new Set<unknown>([10_062, 40_060, 50_027, 10_015])

const alreadyAcknowledged = 40_060

/** Somebody else has acknowledged it: of two processes that hear the same, Discord lets one answer. */
export const isAnothers = (error: unknown): boolean =>
  error instanceof DiscordAPIError && error.code === alreadyAcknowledged

export const isTooLate = (error: unknown): boolean =>
  error instanceof DiscordAPIError && tooLate.has(error.code)
