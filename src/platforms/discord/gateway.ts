import { setTimeout as wait } from 'node:timers/promises'
import {
  type APIGatewayBotInfo,
  type Client,
  DiscordjsError,
  Events,
  type REST,
  Routes,
  Status,
} from 'discord.js'
import { OperatorError } from '#core/errors'
import type { Log } from '#core/log'
import type { DiscordSettings } from './client.ts'
import { codeOf, outcomeOf } from './post/outcome.ts'

type Parts = {
  rest: REST
  log: Log
  settings: DiscordSettings
  leaving: AbortSignal
}

/** What Discord says of the bot, and of how to connect. */
export type Advised = {
  me: string
  application: string
  shards: number
  /** How many sessions may begin at once. */
  atOnce: number
}

export const tokenUnknown =
  'DISCORD_TOKEN is not known to Discord. Copy it again from the developer portal (Bot, Reset Token).'

const firstPauseMs = 1_000
const longestPauseMs = 30_000

/**
 * Asks Discord once it can be reached, however long that takes; undefined where nobody wants it any more.
 * Throws OperatorError for a token that Discord refuses.
 */
export const reach = async ({
  rest,
  log,
  settings,
  leaving,
}: Parts): Promise<Advised | undefined> => {
  for (let pause = firstPauseMs; !leaving.aborted; pause = Math.min(2 * pause, longestPauseMs)) {
    const advised = await ask(rest)
    if ('me' in advised) return advised
    const { fault } = advised
    log.warn({ fault, api: settings.api, seconds: pause / 1_000 }, 'Discord cannot be reached yet')
    await wait(pause, undefined, { signal: leaving }).catch(() => undefined)
  }
  return undefined
}

/** Resolves when the client is there, or no longer wanted; a connection that never begins may keep it waiting. */
export const connect = (client: Client, token: string, leaving: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    client.once(Events.ClientReady, () => resolve())
    leaving.addEventListener('abort', () => resolve(), { once: true })
    client
      .login(token)
      .catch((error: unknown) => reject(isRefused(error) ? unknownToken() : brokenOff(error)))
  })

const isRefused = (error: unknown): boolean =>
  error instanceof DiscordjsError && error.code === 'TokenInvalid'

const unknownToken = (): OperatorError => new OperatorError(tokenUnknown)

// discord.js cannot use a client again that failed to sign in.
const brokenOff = (error: unknown): OperatorError =>
  new OperatorError(
    `Discord broke off while the bot was signing in (${(error as Error).message}). Start Sitrep again.`,
  )

/** What Discord says, or else what keeps it from being reached. */
const ask = async (rest: REST): Promise<Advised | { fault: string }> => {
  try {
    const gateway = (await rest.get(Routes.gatewayBot())) as APIGatewayBotInfo
    const { id: me } = (await rest.get(Routes.user())) as { id: string }
    const { id: application } = (await rest.get(Routes.currentApplication())) as { id: string }
    const { max_concurrency: atOnce } = gateway.session_start_limit
    return { me, application, shards: gateway.shards, atOnce }
  } catch (error) {
    const outcome = outcomeOf(error, Temporal.Now.instant())
    if (outcome.kind === 'signedOut' || isNoHeader(error)) throw unknownToken()
    return { fault: codeOf(error) || ('why' in outcome ? outcome.why : outcome.kind) }
  }
}

/** The token holds what no header can, and so no token does (undici's code). */
const isNoHeader = (error: unknown): boolean =>
  (error as { code?: unknown }).code === 'UND_ERR_INVALID_ARG'

/** Long enough to say goodbye, in milliseconds. */
const leaveWithinMs = 2_000

/** Leaves the gateway; discord.js can wait without end for one that has not greeted it yet. */
export const leave = async (client: Client, withinMs = leaveWithinMs): Promise<void> => {
  const isGone = new AbortController()
  const late = wait(withinMs, undefined, { signal: isGone.signal }).catch(() => undefined)
  await Promise.race([client.destroy(), late])
  isGone.abort()
}

/** Whether every shard is connected and has its session. */
export const isUp = (client: Client): boolean => {
  const { shards } = client.ws
  return shards.size > 0 && shards.every(({ status }) => status === Status.Ready)
}

/** Hears that this platform cannot be served any more until somebody mends something. */
export type Lost = (error: OperatorError) => void

/** Close codes after which Discord wants no new connection (its documentation of gateway close events). */
const sayClosed = (code: number): string =>
  code === 4_004
    ? tokenUnknown
    : `Discord closed the gateway for good (${code}). See "sitrep doctor", then start again.`

/** Each outage is told once, however many attempts it takes to end it. */
export const logGateway = (client: Client, log: Log, lost: Lost): void => {
  const away = new Set<number>()
  const back = (shard: number, how: string) => {
    if (away.delete(shard)) log.info({ shard, how }, 'the gateway is back')
  }
  client
    .on(Events.ClientReady, ({ guilds, options }) =>
      log.info(
        { servers: guilds.cache.size, shards: options.shards, of: options.shardCount },
        'on Discord',
      ),
    )
    .on(Events.ShardReconnecting, (shard) => {
      if (!away.has(shard)) log.warn({ shard }, 'the gateway was cut; reconnecting')
      away.add(shard)
    })
    .on(Events.ShardResume, (shard) => back(shard, 'resumed'))
    .on(Events.ShardReady, (shard) => back(shard, 'a new session'))
    .on(Events.ShardDisconnect, ({ code }) => lost(new OperatorError(sayClosed(code))))
    .on(Events.Error, (error) => log.error({ err: error }, 'the gateway reports a fault'))
}
