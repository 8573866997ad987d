import { createHmac } from 'node:crypto'

const now = (): number => Math.floor(Date.now() / 1_000)

/**
 * The headers that say that a request is Slack's: HMAC-SHA256 over `v0:<seconds>:<body>`
 * (docs.slack.dev: verifying requests from Slack).
 */
export const signed = (body: string, secret: string, at = now()): Record<string, string> => ({
  'x-slack-request-timestamp': `${at}`,
  'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`,
})

/** Older than the five minutes after which a request is no longer to be believed. */
export const stale = (): number => now() - 6 * 60
