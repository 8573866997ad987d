import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import type { Gateway } from '../api/gateway.ts'
import type { Json } from '../world/records.ts'
import { type GatewaySettings, hangUp, identify, resume, send } from './handshake.ts'
import { dispatchTo, type Session } from './sessions.ts'

export type OpenGateway = Gateway & {
  /** Takes an HTTP connection over that wants to be a gateway connection. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  stop(): void
}

type Door = { how: Parameters<Gateway['admit']>[0]; held: Set<WebSocket>; isDeaf: boolean }

export const createGateway = (settings: GatewaySettings): OpenGateway => {
  const sessions = new Map<string, Session>()
  const sockets = new WebSocketServer({ noServer: true })
  const door: Door = { how: 'all', held: new Set(), isDeaf: false }
  const last = new Map<string, Json>()

  const all = (act: (socket: WebSocket) => void): void => sockets.clients.forEach(act)
  const hello = (socket: WebSocket): void =>
    send(socket, { op: 10, d: { heartbeat_interval: settings.heartbeat } })

  const gateway: OpenGateway = {
    identified: [],
    resumed: 0,
    heartbeats: 0,
    dispatched: {},
    get isUp() {
      return [...sessions.values()].some(({ isReady, socket }) => isReady && socket)
    },
    cut: () => all((socket) => socket.terminate()),
    close: (code) => all((socket) => socket.close(code)),
    reconnect: () => all((socket) => send(socket, { op: 7, d: null })),
    invalidate(canResume = false) {
      if (!canResume) sessions.clear()
      all((socket) => send(socket, { op: 9, d: canResume }))
    },
    admit(how) {
      door.how = how
      if (how !== 'all') return
      door.held.forEach(hello)
      door.held.clear()
    },
    ignoreHeartbeats(yes = true) {
      door.isDeaf = yes
    },
    dispatch(event, data) {
      last.set(event, data)
      gateway.dispatched[event] = (gateway.dispatched[event] ?? 0) + 1
      for (const session of sessions.values()) dispatchTo(session, event, data, settings.botId)
    },
    repeat(event) {
      const data = last.get(event)
      if (!data) throw new Error(`no ${event} was dispatched yet`)
      gateway.dispatch(event, data)
    },
    upgrade(request, socket, head) {
      if (door.how === 'refuse') socket.destroy()
      else sockets.handleUpgrade(request, socket, head, accept)
    },
    stop() {
      all((socket) => socket.terminate())
      sockets.close()
    },
  }

  const accept = (socket: WebSocket): void => {
    socket.on('error', () => socket.terminate())
    socket.on('message', (raw) => hear(socket, raw))
    socket.on('close', (code) => leave(socket, code))
    if (door.how === 'hold') door.held.add(socket)
    else hello(socket)
  }

  const hear = (socket: WebSocket, raw: RawData): void => {
    const { op, d } = read(raw)
    const parts = { settings, sessions, seen: gateway }
    if (op === undefined) hangUp(socket, 4002)
    if (op === 1) acknowledge(socket)
    if (op === 2) identify(socket, d, parts)
    if (op === 6) resume(socket, d, parts)
    settings.tell()
  }

  const acknowledge = (socket: WebSocket): void => {
    gateway.heartbeats += 1
    if (!door.isDeaf) send(socket, { op: 11 })
  }

  const leave = (socket: WebSocket, code: number): void => {
    door.held.delete(socket)
    for (const session of [...sessions.values()].filter((one) => one.socket === socket)) {
      delete session.socket
      // A client that says goodbye gives its session up.
      if (code === 1000 || code === 1001) sessions.delete(session.id)
    }
    settings.tell()
  }

  return gateway
}

const read = (raw: RawData): { op?: number; d: Json } => {
  try {
    return JSON.parse(`${raw}`)
  } catch {
    return { d: {} }
  }
}
