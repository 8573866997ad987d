import type { Channel, Json, Message, User } from '../world/records.ts'
import type { Choose, Failing, Fault, Limit } from './fault.ts'
import type { Gateway } from './gateway.ts'
import type { Ack, Hear, Interaction } from './interaction.ts'
import type { Person, PersonWish } from './person.ts'
import type { World } from './world.ts'

export type DiscordSettings = {
  /** The bot's token, `loopback-token` unless told. */
  token?: string
  /** 0, any free one, unless told. */
  port?: number
  /** Milliseconds within which an interaction must be acknowledged; Discord's 3,000 unless told. */
  ackWithin?: number
  /** Milliseconds for which an interaction's token holds; Discord's 15 minutes unless told. */
  tokenFor?: number
  /** Milliseconds for which a nonce is remembered ("the past few minutes"); 3 minutes unless told. */
  nonceFor?: number
  /** Milliseconds between heartbeats; 41,250 unless told. */
  heartbeat?: number
  /** Milliseconds after which a wait of the driver gives up; 5,000 unless told. */
  within?: number
  /** `none` forgets interactions, messages and requests once they are done with. */
  keep?: 'all' | 'none'
  /** Whether bodies are checked; they are unless told. */
  validate?: boolean
  /** Privileged intents that the app was granted; none unless told, so asking for one closes with 4014. */
  privileged?: number
}

export type Discord = {
  /** What DISCORD_API_URL is to be: `http://127.0.0.1:<port>/api`. */
  api: string
  token: string
  bot: User
  /** How the bot is mentioned in a text. */
  mention: string
  world: World
  gateway: Gateway
  person(wish?: PersonWish): Person
  /**
   * Sends an interaction that the caller has made. Ids and tokens that are missing are filled in.
   * `ack` hears of the first response, `settled` of the whole first answer, `failed` of none in time.
   */
  dispatchInteraction(payload: Json, hear?: Hear): Interaction
  /** What stands in a channel for all to see, oldest first; not what is still to be answered. */
  messages(channel: Channel): Message[]
  /** The commands that are registered, as Discord would return them. */
  commands(): Json[]
  requests: Requested[]
  /** All that the bot has posted, in the order in which it was taken. */
  accepted: Accepted[]
  acks: Ack[]
  violations: Violation[]
  /** Roles and people whom messages may ping in spite of the house rule. */
  mayMention: Set<string>
  /** Makes the next request or requests to a route go wrong: `POST channels/:id/messages`, or `*`. */
  fail(route: string, fault: Fault): Failing
  /**
   * Asks of every request from now on, which `fail` leaves alone, what is to go wrong with it: at random, by
   * the caller's seed. Whoever was asked before is asked no longer.
   */
  trouble(choose: Choose): Failing
  /** Ends what `fail` and `trouble` began. */
  mend(): void
  /** Limits a route as Discord does: its headers on every answer, and 429 for what is too much. */
  limit(route: string, limit: Limit): void
  /** Waits until something is so, looking again whenever something happens here. */
  until<T>(look: () => T | undefined | false, what?: string): Promise<T>
  stop(): Promise<void>
}

export type Requested = {
  method: string
  /** `channels/:channel/messages`; what is no route of Discord's stands as it came. */
  route: string
  path: string
  query: Record<string, string>
  body: unknown
  status?: number
  at: number
}

/** A post that was taken, whatever was then answered, and whatever became of it since. */
export type Accepted = {
  channel: string
  id: string
  /** Milliseconds since 1970. */
  at: number
  /** Its nonce. */
  key: string | undefined
  body: unknown
}

export type Violation = {
  route: string
  rule: string
  /** Where in the body: `data.embeds.0.title`. */
  path: string
  /** Whether it breaks a rule of ours that Discord does not have; such a request is served. */
  isOurs: boolean
  body: unknown
}
