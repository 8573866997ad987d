import type { SocketModeReceiver } from '@slack/bolt'

/** What came before a farewell is acknowledged over the connection it came by, for as long as Slack waits. */
const ackWithinMs = 3_000

/**
 * Resolves when another connection is needed: this one is closed, or Slack has said that it will be.
 * Until Slack does close it, what still comes over it is taken: the SDK would hang up at the first word.
 */
export const ending = (
  { client }: SocketModeReceiver,
  leaving: AbortSignal,
  closed: () => void,
): Promise<void> =>
  new Promise((settle) => {
    const over = new AbortController()
    const end = (): void => {
      over.abort()
      settle()
    }
    let hangUp: NodeJS.Timeout | undefined
    const listeners = client.listeners('ws_message') as ((...message: unknown[]) => void)[]
    client.removeAllListeners('ws_message')
    client.on('ws_message', (data: unknown, ...more: unknown[]) => {
      const farewell = farewellIn(data)
      if (farewell !== undefined) end()
      const hear = (): void => {
        for (const listener of listeners) listener(data, ...more)
      }
      if (farewell === 'refresh_requested') hangUp = setTimeout(hear, ackWithinMs)
      else if (farewell !== 'warning') hear()
    })
    client.once('disconnected', () => {
      clearTimeout(hangUp)
      closed()
      end()
    })
    leaving.addEventListener('abort', end, { once: true, signal: over.signal })
  })

/** The reason in `{ "type": "disconnect", "reason": "warning" }`. */
const farewellIn = (data: unknown): string | undefined => {
  if (typeof data !== 'string' || !data.includes('"disconnect"')) return undefined
  try {
    const { type, reason = '' } = JSON.parse(data) as { type?: string; reason?: string }
    return type === 'disconnect' ? reason : undefined
  } catch {
    return undefined
  }
}
