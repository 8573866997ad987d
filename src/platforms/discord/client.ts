import { Client, GatewayIntentBits, Options, Partials, REST } from 'discord.js'

export type DiscordSettings = {
  token: string
  /** Discord's API without a version: https://discord.com/api */
  api: string
  /** How long to wait for an answer, in milliseconds. */
  timeoutMs: number
  /** How long open work may take when stopping, in milliseconds. */
  stopWithinMs: number
  /** How many connections all servers are shared out among; as many as Discord advises where that is not said. */
  shards?: number | undefined
}

/** One connection, which hears of a part of the servers. */
export type Shard = {
  shard: number
  of: number
  /** Resolves when it may begin a session. */
  identify(signal: AbortSignal): Promise<void>
}

const version = '10'

/**
 * None of these is privileged: what is written in a direct message or with a mention of the bot arrives
 * with its text, all else without.
 */
export const intents = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
]

/** The gateway, and answers to interactions. Only what is needed of servers and channels is kept. */
export const createClient = (settings: DiscordSettings, mine?: Shard): Client =>
  new Client({
    intents,
    partials: [Partials.Channel],
    ...(mine && {
      shards: [mine.shard],
      shardCount: mine.of,
      ws: {
        buildIdentifyThrottler: () => ({
          waitForIdentify: (_, signal) => mine.identify(signal),
        }),
      },
    }),
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({
      ...nothingOf,
      UserManager: few,
      GuildMemberManager: few,
    }),
    rest: {
      api: settings.api,
      version,
      timeout: settings.timeoutMs,
      retries: 0,
      // Answers to interactions are exempt from Discord's limit of 50 a second, and nothing else goes here.
      globalRequestsPerSecond: mine ? Number.POSITIVE_INFINITY : askedPerSecond,
      // Each interaction has a route of its own; what is known of them would pile up for hours.
      handlerSweepInterval: 10_000,
    },
  })

/** Of servers that another process hears of, so much is asked, out of the same 50 as all else. */
export const askedPerSecond = 10

const nothingOf = {
  MessageManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  PresenceManager: 0,
  VoiceStateManager: 0,
  GuildEmojiManager: 0,
  GuildStickerManager: 0,
  GuildInviteManager: 0,
  GuildBanManager: 0,
  GuildScheduledEventManager: 0,
  StageInstanceManager: 0,
  AutoModerationRuleManager: 0,
  ApplicationCommandManager: 0,
  ThreadMemberManager: 0,
} as const

// Oneself must stay: without it no permission can be told.
const few = {
  maxSize: 50,
  keepOverLimit: ({ id, client }: { id: string; client: Client<true> }) => id === client.user?.id,
}

/** Discord's limit for all requests of a bot (topics/rate-limits). */
const mostPerSecond = 50

/** Of these, a few are left to the gateway's own requests, and to answers in direct messages. */
export const postsPerSecond = 45

/** Everything but answers to interactions. Nothing is tried twice here: whoever posts decides that. */
export const createRest = ({ api, timeoutMs, token }: DiscordSettings): REST =>
  new REST({
    api,
    version,
    timeout: timeoutMs,
    retries: 0,
    globalRequestsPerSecond: mostPerSecond,
    rejectOnRateLimit: () => true,
  }).setToken(token)
