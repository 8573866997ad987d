import type { Requested } from './discord.ts'

export type Fault = {
  /** How often; once unless told. */
  times?: number
  /** `before` does nothing of what was asked, `after` does it all and says otherwise; `before` unless told. */
  when?: 'before' | 'after'
  /** Milliseconds before anything is done. */
  delay?: number
  status?: number
  /** Discord's own number for an error, and its words. */
  code?: number
  message?: string
  /** With 429: seconds for which the route stays shut. */
  retryAfter?: number
  /** With 429: what the answer claims instead. */
  wrongRetryAfter?: number
  global?: boolean
  scope?: 'user' | 'global' | 'shared'
  /**
   * `hang` never answers, `reset` cuts the connection, `truncate` ends the JSON in its middle; `empty` lists
   * nothing, whatever is there.
   */
  instead?: 'hang' | 'reset' | 'truncate' | 'empty'
}

/** Says what goes wrong with a request, if anything; `times` makes no difference there. */
export type Choose = (request: Requested) => Fault | undefined

/** How often a fault has struck, and how to end it. */
export type Failing = { readonly hits: number; end(): void }

/**
 * So many requests in so many seconds, for each channel, server or webhook on its own; with `global` for
 * all of the bot's together, beside what holds for a route.
 */
export type Limit = { requests: number; perSeconds: number; scope?: 'user' | 'shared' | 'global' }
