import type { WebSocket } from 'ws'
import type { Gateway } from '../api/gateway.ts'
import type { Json } from '../world/records.ts'
import { dispatchTo, hears, missed, newSession, type Session } from './sessions.ts'

export type GatewaySettings = {
  token: string
  /** Milliseconds between heartbeats. */
  heartbeat: number
  /** Privileged intents that the app was granted. */
  privileged: number
  botId: string
  url: () => string
  /** READY without what only the gateway knows. */
  ready: () => Json
  /** The dispatches that follow READY. */
  greet: () => { event: string; data: Json }[]
  tell: () => void
}

type Parts = { settings: GatewaySettings; sessions: Map<string, Session>; seen: Gateway }

/** GUILD_MEMBERS, GUILD_PRESENCES and MESSAGE_CONTENT, which an app must be granted. */
const privilegedIntents = (1n << 1n) | (1n << 8n) | (1n << 15n)
const guilds = 1n

/** Begins a session: READY, then every server. */
export const identify = (socket: WebSocket, data: Json, { settings, sessions, seen }: Parts) => {
  const { token, properties, ...rest } = data as { token: string; properties: Json }
  const { intents, shard = [0, 1] as const } = rest as { intents: number; shard?: [number, number] }
  const asked = BigInt(intents)
  if (token !== settings.token) return hangUp(socket, 4004)
  seen.identified.push({ intents: asked, shard, properties })
  if (asked & privilegedIntents & ~BigInt(settings.privileged)) return hangUp(socket, 4014)
  const session = newSession(asked, shard, socket)
  sessions.set(session.id, session)
  const known = { shard, session_id: session.id, resume_gateway_url: settings.url() }
  const { guilds: all, ...told } = settings.ready() as Json & { guilds: { id: string }[] }
  const mine = all.filter(({ id }) => hears(shard, id))
  dispatchTo(session, 'READY', { ...told, guilds: mine, ...known }, settings.botId)
  if (asked & guilds)
    for (const { event, data } of settings.greet()) dispatchTo(session, event, data, settings.botId)
  session.isReady = true
}

/** Takes a session up again: what was missed, in order, then RESUMED. */
export const resume = (socket: WebSocket, data: Json, { settings, sessions, seen }: Parts) => {
  const { token, session_id: id, seq } = data as { token: string; session_id: string; seq: number }
  if (token !== settings.token) return hangUp(socket, 4004)
  const session = sessions.get(id)
  const frames = session && missed(session, seq)
  if (!session || !frames) return send(socket, { op: 9, d: false })
  if (seq > session.seq) return hangUp(socket, 4007)
  session.socket?.terminate()
  session.socket = socket
  for (const frame of frames) socket.send(frame)
  dispatchTo(session, 'RESUMED', {}, settings.botId)
  seen.resumed += 1
}

const closeWords: Record<number, string> = {
  4002: 'Error while decoding payload.',
  4004: 'Authentication failed.',
  4007: 'Invalid seq.',
  4014: 'Disallowed intent(s).',
}

export const hangUp = (socket: WebSocket, code: number): void =>
  socket.close(code, closeWords[code])

export const send = (socket: WebSocket, frame: Json): void => socket.send(JSON.stringify(frame))
