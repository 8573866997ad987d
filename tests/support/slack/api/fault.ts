import type { Requested } from './slack.ts'

export type Fault = {
  /** How often; once unless told. */
  times?: number
  /** `before` does nothing of what was asked, `after` does it all and says otherwise; `before` unless told. */
  when?: 'before' | 'after'
  /** Milliseconds before anything is done. */
  delay?: number
  status?: number
  /** What Slack says instead, with status 200. */
  error?: string
  /** With status 429: seconds for which the method stays shut. Slack's are whole. */
  retryAfter?: number
  /** With status 429: what the answer claims instead. */
  claims?: number
  /**
   * `hang` never answers, `reset` cuts the connection, `truncate` ends the JSON in its middle; `empty` lists
   * no messages, whatever is there.
   */
  instead?: 'hang' | 'reset' | 'truncate' | 'empty'
}

/** Says what goes wrong with a call, if anything; `times` makes no difference there. */
export type Choose = (request: Requested) => Fault | undefined

/** How often a fault has struck, and how to end it. */
export type Failing = { readonly hits: number; end(): void }

/**
 * So many requests in so many seconds, for each workspace or, with a channel among the arguments, each
 * channel; `per` workspace whatever the arguments. A method may have one of each.
 */
export type Limit = { requests: number; perSeconds: number; per?: 'workspace' }
