import type { Bits, Json } from '../world/records.ts'

export type Gateway = {
  /** What each client sent to identify itself, without its token. */
  identified: { intents: Bits; shard: readonly [number, number]; properties: Json }[]
  resumed: number
  heartbeats: number
  /** Whether a client is there that has had its READY. */
  readonly isUp: boolean
  /** Cuts every connection without a word. */
  cut(): void
  /** Closes every connection with one of Discord's codes. */
  close(code: number): void
  /** Asks every client to come again (op 7). */
  reconnect(): void
  /** Tells every client that its session is over (op 9). */
  invalidate(canResume?: boolean): void
  /** What is done with who comes next: `refuse` hangs up at once, `hold` lets them wait for HELLO. */
  admit(how: 'all' | 'refuse' | 'hold'): void
  /** Answers heartbeats no longer, or again. */
  ignoreHeartbeats(yes?: boolean): void
  dispatch(event: string, data: Json): void
  /** Sends the last dispatch of that name once more, as a new one. */
  repeat(event: string): void
  /** How often each event was dispatched. */
  dispatched: Record<string, number>
}
