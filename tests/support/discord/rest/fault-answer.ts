import type { Fault } from '../api/fault.ts'
import { type Answer, ok, refusal } from './answers.ts'

/** The answer of a fault, in Discord's words; undefined for one that has none of its own. */
export const faultAnswer = (fault: Fault): Answer | undefined => {
  const { status, code = 0, message, instead } = fault
  if (instead === 'empty') return ok([])
  if (status === undefined) return undefined
  if (status === 429) return tooMany(fault)
  // What answers in Discord's place when it is down speaks no JSON.
  if (status >= 500) return { status, body: message ?? 'upstream connect error' }
  return refusal(status, code, message ?? words[status] ?? 'Error')
}

const words: Record<number, string> = {
  401: '401: Unauthorized',
  403: 'Missing Access',
  404: '404: Not Found',
}

const tooMany = (fault: Fault): Answer => {
  const { retryAfter = 1, wrongRetryAfter: seconds = retryAfter, global = false, scope } = fault
  return {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: seconds, global },
    headers: {
      // Whole seconds in Discord's own answers; here as short as told, so that no test waits longer.
      'retry-after': `${seconds}`,
      'x-ratelimit-scope': scope ?? (global ? 'global' : 'user'),
      ...(global ? { 'x-ratelimit-global': 'true' } : shut(seconds)),
    },
  }
}

const shut = (seconds: number): Record<string, string> => ({
  'x-ratelimit-limit': '5',
  'x-ratelimit-remaining': '0',
  'x-ratelimit-reset-after': `${seconds}`,
})
