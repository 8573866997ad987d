import { setTimeout as wait } from 'node:timers/promises'
import { SocketModeReceiver } from '@slack/bolt'
import { OperatorError } from '#core/errors'
import { silent } from '../client.ts'
import { errorOf, whyOf } from '../failure.ts'
import { ending } from './ending.ts'
import { leavable } from './leaving.ts'
import type { Processing } from './processing.ts'

type Parts = {
  appToken: string
  api: string
  timeoutMs: number
  process: Processing
  leaving: AbortSignal
  /** Hears each time it is there, and each time it is no longer. */
  changed(isUp: boolean): void
  /** Hears why it is not there yet: a code, or Slack's word. */
  failed(why: string): void
}

/** Slack's own client flaps on any pause that is longer; a second connection covers this one's gaps. */
const pongWithinMs = 15_000
/** A connection that is open and does not greet is none. */
const helloWithinMs = 10_000
const firstPauseMs = 250
const longestPauseMs = 5_000

/**
 * Keeps one connection of Socket Mode until `leaving`, however often it ends. Throws OperatorError for a
 * token that Slack refuses. The SDK's own way to reconnect ends the process when Slack stumbles.
 */
export const keepConnected = async (parts: Parts): Promise<void> => {
  const { leaving, changed, failed } = parts
  const open = new Map<SocketModeReceiver, ReturnType<typeof leavable>>()
  let pause = firstPauseMs
  while (!leaving.aborted) {
    const taking = leavable(parts.process)
    const receiver = receiverFor({ ...parts, process: taking.process })
    const failing = new AbortController()
    const ends = AbortSignal.any([leaving, failing.signal])
    const over = ending(receiver, ends, () => open.delete(receiver))
    open.set(receiver, taking)
    try {
      await connect(receiver, leaving)
      if (leaving.aborted) break
      pause = firstPauseMs
      changed(true)
      await over
      changed(false)
    } catch (error) {
      failing.abort()
      open.delete(receiver)
      if (isRefused(error)) throw refusal(error)
      if (leaving.aborted) break
      failed(whyOf(error))
      await wait(pause, undefined, { signal: leaving }).catch(() => undefined)
      pause = Math.min(2 * pause, longestPauseMs)
    }
  }
  await Promise.all([...open].map(([receiver, { leave }]) => leave(receiver)))
}

/** One receiver for one connection: a closed one may linger for half a minute, and is of no more use. */
const receiverFor = ({ appToken, api, timeoutMs, process, leaving }: Parts): SocketModeReceiver => {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: silent,
    autoReconnectEnabled: false,
    clientPingTimeout: pongWithinMs,
    installerOptions: {
      clientOptions: {
        slackApiUrl: api,
        timeout: timeoutMs,
        retryConfig: { retries: 0 },
        // An address that comes after we have left would still be connected to.
        fetch: (url, { signal, ...init } = {}) =>
          fetch(url, { ...init, signal: AbortSignal.any([leaving, ...(signal ? [signal] : [])]) }),
      },
    },
  })
  receiver.init({ processEvent: process } as never)
  return receiver
}

/** Resolves when Slack has greeted, or nobody wants it any more. */
const connect = async (receiver: SocketModeReceiver, leaving: AbortSignal): Promise<void> => {
  const late = new AbortController()
  const isGone = AbortSignal.any([leaving, late.signal])
  const silence = wait(helloWithinMs, 'silence', { signal: isGone }).catch(() => 'left')
  const greeted = receiver.start().catch((error: unknown) => {
    // Where Slack hangs up before it greets, the SDK says nothing of why, not even an error.
    throw error ?? noGreeting()
  })
  // What becomes of it once nobody waits is of no interest.
  greeted.catch(() => undefined)
  const first = await Promise.race([greeted, silence]).finally(() => late.abort())
  if (first !== 'silence') return
  await leavable(async () => undefined).leave(receiver)
  throw noGreeting()
}

const noGreeting = (): Error => Object.assign(new Error('no greeting'), { code: 'no greeting' })

/** Errors of apps.connections.open after which the token will never do. */
const refusals: Record<string, string> = {
  missing_scope:
    'SLACK_APP_TOKEN lacks the scope connections:write. Make another with it (Basic Information, App-Level Tokens).',
  not_allowed_token_type:
    'SLACK_APP_TOKEN is a token of another kind. It begins with xapp- (Basic Information, App-Level Tokens).',
}
const unknownToken =
  'SLACK_APP_TOKEN is not known to Slack. Copy it again from the app’s settings (Basic Information, App-Level Tokens).'
const tokenRefusals = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'user_removed_from_team',
  'team_disabled',
])

const isRefused = (error: unknown): boolean => {
  const said = errorOf(error) ?? ''
  return said in refusals || tokenRefusals.has(said)
}
const refusal = (error: unknown): OperatorError =>
  new OperatorError(refusals[errorOf(error) ?? ''] ?? unknownToken)
