import { setTimeout as wait } from 'node:timers/promises'
import type { Body } from '#core/chat'

/** Answers to a command or a press, seen by whoever asked alone. */
export type Respond = {
  say(body: Body): Promise<void>
  /** In place of the message that was pressed. */
  replace(body: Body): Promise<void>
}

/** Whoever asked is still looking after this long. */
const longestWaitMs = 10_000

/**
 * Posts to a response_url: five times within half an hour. A private answer may rather come twice than not
 * at all, so what got lost is sent once more. Throws where Slack does not take it.
 */
export const respondTo = (url: string, timeoutMs: number, thread?: string): Respond => {
  const post = async (body: Body): Promise<Response> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    })
    await response.body?.cancel()
    return response
  }
  const twice = async (body: Body): Promise<void> => {
    const first = await post(body).catch(() => undefined)
    if (first?.ok) return
    if (first?.status === 429) await wait(millisecondsToWait(first))
    // Used up, or too late: another try would end the same.
    else if (first && first.status < 500) throw new Error(`response_url: status ${first.status}`)
    const { ok, status } = await post(body)
    if (!ok) throw new Error(`response_url: status ${status}`)
  }
  const alone = { response_type: 'ephemeral', ...(thread && { thread_ts: thread }) }
  return {
    say: (body) => twice({ ...body, ...alone, replace_original: false }),
    replace: (body) => twice({ ...body, ...alone, replace_original: true }),
  }
}

const millisecondsToWait = ({ headers }: Response): number =>
  Math.min(1_000 * (Number.parseFloat(headers.get('retry-after') ?? '') || 1), longestWaitMs)
