import type { Channel, Json, Message, User } from '../world/records.ts'
import type { Choose, Failing, Fault, Limit } from './fault.ts'
import type { Deed, Hear, Interaction } from './interaction.ts'
import type { Person, PersonWish } from './person.ts'
import type { Wire, WireSettings } from './wire.ts'
import type { World } from './world.ts'

export type SlackSettings = Partial<Omit<WireSettings, 'tell'>> & {
  /** The token of the first workspace; any unless told. */
  token?: string
  /** 0, any free one, unless told. */
  port?: number
  /** Milliseconds for which a trigger_id holds; 3,000 unless told. */
  triggerFor?: number
  /** Milliseconds for which a response_url holds; 30 minutes unless told. */
  responseFor?: number
  /** Milliseconds after which a wait of the driver gives up; 5,000 unless told. */
  within?: number
  /** `none` forgets requests, interactions and all but the last messages of a channel. */
  keep?: 'all' | 'none'
  /** Whether bodies are checked; they are unless told. */
  validate?: boolean
  /** The app's manifest: its scopes, events, commands and shortcuts. All that is known unless told. */
  manifest?: Manifest
}

/** What of a manifest says what Slack lets people and the app do. */
export type Manifest = {
  features?: {
    slash_commands?: readonly { command: string; should_escape?: boolean }[]
    shortcuts?: readonly { name: string; type: string; callback_id: string }[]
  }
  oauth_config?: { scopes?: { bot?: readonly string[] } }
  settings?: { event_subscriptions?: { bot_events?: readonly string[] } }
}

export type Slack = {
  /** What SLACK_API_URL is to be: `http://127.0.0.1:<port>/api/`. */
  api: string
  appToken: string
  signingSecret: string
  appId: string
  world: World
  wire: Wire
  person(wish?: PersonWish): Person
  /**
   * Tells the app of something that the caller has made; `trigger_id` and `response_url` are filled in.
   * `ack` hears of the acknowledgement, `settled` of the first answer to be seen, `failed` of none in time.
   */
  dispatchInteraction(deed: Deed, hear?: Hear): Interaction
  /** What stands in a channel for all to see, oldest first, with what stands in its threads. */
  messages(channel: Channel): Message[]
  /** Writes as somebody at once, whether or not the app listens. */
  write(channel: Channel, user: User, text: string, thread?: string): Message
  /** Somebody other than the bot takes a message away. */
  remove(channel: Channel, ts: string): void
  /** What the app has said there last of what it does: `is thinking...`; undefined once it has written. */
  status(channel: Channel, threadTs: string): string | undefined
  /** First questions that are suggested in direct messages. */
  prompts(channel: Channel): { title: string; message: string }[]
  requests: Requested[]
  /** All that the bot has posted by chat.postMessage, in the order in which it was taken. */
  accepted: Accepted[]
  acks: Wire['acks']
  violations: Violation[]
  /** People, groups and channels whom messages may mention in spite of the house rule. */
  mayMention: Set<string>
  /** Makes the next call or calls go wrong: of `chat.postMessage`, `response_url`, any of several, or `*`. */
  fail(method: string | readonly string[], fault: Fault): Failing
  /**
   * Asks of every call from now on, which `fail` leaves alone, what is to go wrong with it: at random, by the
   * caller's seed. Whoever was asked before is asked no longer.
   */
  trouble(choose: Choose): Failing
  /** Ends what `fail` and `trouble` began. */
  mend(): void
  /** Answers 429 for what is too much. */
  limit(method: string, limit: Limit): void
  /** Waits until something is so, looking again whenever something happens here. */
  until<T>(look: () => T | undefined | false, what?: string): Promise<T>
  stop(): Promise<void>
}

export type Requested = {
  /** `chat.postMessage`, or `response_url`. */
  method: string
  /** What was sent, decoded, without the token. */
  args: Json
  /** Whose token it came with. */
  team?: string
  status?: number
  /** What Slack found wrong. */
  error?: string
  at: number
}

/** A post that was taken, whatever was then answered, and whatever became of it since. */
export type Accepted = {
  /** `T1/C1`, in a thread `T1/C1/<ts>`. */
  channel: string
  /** A ts is unique only in its channel: `C1/<ts>`. */
  id: string
  /** Milliseconds since 1970. */
  at: number
  /** The key in its metadata. */
  key: string | undefined
  body: Json
}

export type Violation = {
  method: string
  rule: string
  /** Where in the arguments: `blocks.0.text.text`. */
  path: string
  /** Whether it breaks a rule of ours that Slack does not have; such a call is served. */
  isOurs: boolean
  body: unknown
}
