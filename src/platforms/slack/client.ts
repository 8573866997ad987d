import { webApi } from '@slack/bolt'
import type { SlackSettings } from './settings.ts'

/** Slack asks to wait; its own client keeps only whole seconds of that. */
export type Limited = { kind: 'limited'; seconds: number }

export type Api = Pick<SlackSettings, 'api' | 'timeoutMs'>

/**
 * The Web API with one token. Nothing is tried twice here and nothing waits for ever: whoever calls
 * decides what an answer means.
 */
export const createClient = (token: string, { api, timeoutMs }: Api): webApi.WebClient =>
  new webApi.WebClient(token, {
    slackApiUrl: api,
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: silent,
    fetch: async (url, init) => {
      const response = await fetch(url, init)
      if (response.status === 429) {
        await response.body?.cancel()
        throw new Error('limited', { cause: limitedBy(response) })
      }
      return response
    },
  })

const limitedBy = ({ headers }: Response): Limited => ({
  kind: 'limited',
  seconds: Number.parseFloat(headers.get('retry-after') ?? ''),
})

const nothing = (): void => undefined

/** Whatever the SDK has to say is told by whoever called it, in our words and without what was sent. */
export const silent = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => 'error' as never,
}
