import type { WebSocket } from 'ws'
import type { Json } from '../world/records.ts'
import { newId } from '../world/snowflake.ts'
import { intentFor, seenWith } from './intents.ts'

type Sent = { seq: number; frame: string }

/** A client's session. It outlives its connection until it is resumed, ended or forgotten. */
export type Session = {
  id: string
  seq: number
  intents: bigint
  /** Which of how many. */
  shard: readonly [number, number]
  /** What may have to be sent again. */
  sent: Sent[]
  socket?: WebSocket
  isReady: boolean
}

/** How many dispatches a session keeps for a RESUME. */
const replayable = 5_000

export const newSession = (
  intents: bigint,
  shard: readonly [number, number],
  socket: WebSocket,
): Session => ({
  id: newId(),
  seq: 0,
  intents,
  shard,
  sent: [],
  socket,
  isReady: false,
})

/** Which shard hears of a server; direct messages are the first one's (topics/gateway#sharding). */
const isOf = ([shard, of]: Session['shard'], event: string, data: Json): boolean => {
  if (event === 'READY' || event === 'RESUMED') return true
  const guild = /^GUILD_(CREATE|UPDATE|DELETE)$/.test(event) ? data.id : data.guild_id
  return guild === undefined ? shard === 0 : hears([shard, of], `${guild}`)
}

export const hears = ([shard, of]: Session['shard'], guild: string): boolean =>
  Number((BigInt(guild) >> 22n) % BigInt(of)) === shard

/** Sends an event to a session that has the intent for it, or keeps it until the client resumes. */
export const dispatchTo = (session: Session, event: string, data: Json, bot: string): void => {
  if (!isOf(session.shard, event, data) || !intentFor(event, data, session.intents)) return
  const d = seenWith(event, data, session.intents, bot)
  session.seq += 1
  const frame = JSON.stringify({ op: 0, t: event, s: session.seq, d })
  session.sent.push({ seq: session.seq, frame })
  if (session.sent.length > replayable) session.sent.splice(0, replayable / 10)
  session.socket?.send(frame)
}

/** What a client that saw everything up to `seq` has missed; undefined where it was forgotten. */
export const missed = ({ sent, seq: last }: Session, seq: number): string[] | undefined => {
  const first = sent[0]?.seq ?? last + 1
  if (first > seq + 1) return undefined
  return sent.filter((one) => one.seq > seq).map(({ frame }) => frame)
}
