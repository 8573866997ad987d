import type { Body } from '#core/chat'

/** Answers to a command or a press, seen by whoever asked alone. */
export type Respond = {
  say(body: Body): Promise<void>
  /** In place of the message that was pressed. */
  replace(body: Body): Promise<void>
}

/**
 * Posts to a response_url: five times within half an hour. A private answer may rather come twice than not
 * at all, so what got lost is sent once more. Throws where Slack does not take it.
 */
export const respondTo = (url: string, timeoutMs: number, thread?: string): Respond => {
  const post = async (body: Body): Promise<void> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    })
    await response.body?.cancel()
    if (response.status >= 500) throw new Error(`response_url: status ${response.status}`)
    if (!response.ok) throw new Refused(`response_url: status ${response.status}`)
  }
  const twice = async (body: Body): Promise<void> => {
    try {
      await post(body)
    } catch (error) {
      if (error instanceof Refused) throw error
      await post(body)
    }
  }
  const alone = { response_type: 'ephemeral', ...(thread && { thread_ts: thread }) }
  return {
    say: (body) => twice({ ...body, ...alone, replace_original: false }),
    replace: (body) => twice({ ...body, ...alone, replace_original: true }),
  }
}

/** Used up, or too late: another try would end the same. */
class Refused extends Error {}
