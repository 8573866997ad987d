import type { Json } from '../../discord/world/records.ts'

/** What Slack tells an app. Events come again when nobody takes them; the others are lost then. */
export type Notice =
  | { kind: 'event'; body: Json & { event_id: string } }
  | { kind: 'command'; body: Json }
  | { kind: 'interaction'; body: Json & { type: string } }

/** What became of it: taken, with what the app said to it, or lost. */
export type Taken =
  | { kind: 'taken'; response: unknown; after: number; retry: number }
  | { kind: 'lost'; why: 'late' | 'cut' | 'nobody listens' | 'refused' }

export type WireSettings = {
  /** Milliseconds within which everything must be acknowledged; Slack's 3,000 unless told. */
  ackWithin?: number
  /** Milliseconds after which an event comes again, once for each; at once, 1 minute, 5 minutes unless told. */
  retryAfter?: readonly number[]
  /** Milliseconds between the server's pings; 5,000 unless told. */
  pingEvery?: number
  /** Milliseconds from `disconnect` to the end of the connection, if the app has not left; 1,000 unless told. */
  closeAfter?: number
  /** Leaves TCP open after both have said goodbye, as Slack's servers do (node-slack-sdk #2752). */
  lingers?: boolean
  /** Is called when something has happened that one may wait for. */
  tell?: () => void
  appToken: string
  signingSecret: string
}

export type Wire = {
  /** An address for one connection of Socket Mode; undefined where the token is not the app's. */
  open(appToken: string): Promise<string | undefined>
  /**
   * Tells the app, by whichever way is set. Resolves when it was taken or is lost for good. An event
   * that nobody listens to comes again in the same schedule and as soon as somebody connects; while
   * nobody is let in (`admit`) it waits as long as that takes.
   */
  tell(notice: Notice): Promise<Taken>
  /**
   * From now on by signed HTTP to this address; undefined: by Socket Mode again. Rejects where the
   * address does not answer the `url_verification` challenge.
   */
  toHttp(url: string | undefined): Promise<void>
  /** A request that is not as Slack signs it, or no JSON under a good signature: the status that came back. */
  forge(how: 'signature' | 'stale' | 'unsigned' | 'no JSON', body?: Json): Promise<number>
  /** How many open connections have had their hello. They are numbered from 1 in the order they came. */
  readonly connections: number
  /** How many connections have had their hello so far: one more each time that somebody comes back. */
  readonly hellos: number
  readonly isUp: boolean
  /** What is done with who connects next: `refuse` hangs up at once, `hold` lets them wait for hello. */
  admit(how: 'all' | 'refuse' | 'hold'): void
  /** Cuts every connection, or one of them, without a word. */
  cut(connection?: number): void
  /**
   * What Slack says before it closes a connection itself; then it closes it. After a warning it still
   * sends over it, after the others not.
   */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled', connection?: number): void
  /** Answers pings so many milliseconds late; `never` not at all. */
  pongAfter(delay: number | 'never'): void
  /** The next acks arrive, and are taken for late all the same. */
  loseAcks(count: number): void
  /** Tells the last event once more, under its id and as no retry; over the next connection in turn. */
  repeat(): Promise<Taken>
  /** Tells now what waits for its next try. */
  retryNow(): void
  /** Drops the events that were not taken so far: they are never told again. */
  forget(): void
  /** Everything that was sent, in order; connection 0 is HTTP. */
  sent: { kind: Notice['kind']; retry: number; connection: number }[]
  /** Every ack, in order, late and lost ones too: after how many milliseconds, over which connection. */
  acks: {
    kind: Notice['kind']
    after: number
    retry: number
    connection: number
    response: unknown
  }[]
  violations: { rule: string; path: string; body: unknown }[]
  stop(): Promise<void>
}
