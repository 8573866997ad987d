import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import type { Wire } from '../api/wire.ts'
import { hello, sayDisconnect } from './frames.ts'
import { createTickets } from './tickets.ts'

export type Connection = { number: number; socket: WebSocket; isLeaving: boolean }

export type Connections = Pick<Wire, 'admit' | 'cut' | 'disconnect' | 'pongAfter'> & {
  /** A ticket for one connection. */
  ticket(): string
  /** Takes an HTTP connection over that wants to be a connection of Socket Mode. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  count(): number
  hellos(): number
  isShut(): boolean
  /** Whose turn it is; undefined where nobody listens. */
  next(): Connection | undefined
  stop(): void
}

export type ConnectionSettings = {
  appId: string
  pingEvery: number
  closeAfter: number
  lingers: boolean
  greeted: () => void
  hear: (connection: Connection, raw: RawData) => void
  gone: (connection: Connection) => void
}

/** How many connections an app may have (docs.slack.dev: using Socket Mode). */
const most = 10

export const createConnections = (settings: ConnectionSettings): Connections => {
  const sockets = new WebSocketServer({ noServer: true, autoPong: false })
  const tickets = createTickets()
  const door = { how: 'all', held: [] as Connection[], number: 0 }
  let open: Connection[] = []
  let hellos = 0
  let pong: number | 'never' = 0
  const pings = setInterval(() => {
    for (const { socket } of open) socket.ping()
  }, settings.pingEvery)

  const chosen = (number?: number): Connection[] =>
    [...open, ...door.held].filter((one) => number === undefined || one.number === number)

  const accept = (socket: WebSocket): void => {
    door.number += 1
    const connection: Connection = { number: door.number, socket, isLeaving: false }
    socket.on('error', () => socket.terminate())
    socket.on('message', (raw) => settings.hear(connection, raw))
    socket.on('ping', (data) => answerPing(socket, data, pong))
    socket.on('close', () => leave(connection))
    if (door.how === 'hold') door.held.push(connection)
    else greet(connection)
  }

  const greet = (connection: Connection): void => {
    if (open.length < most) welcome(connection)
    else hangUp(connection, 'too_many_websockets')
  }

  const welcome = (connection: Connection): void => {
    open.push(connection)
    hellos += 1
    connection.socket.send(hello(settings.appId, open.length))
    settings.greeted()
  }

  const hangUp = (connection: Connection, reason: string): void => {
    connection.isLeaving = reason !== 'warning'
    connection.socket.send(sayDisconnect(reason))
    setTimeout(() => connection.socket.close(1000), settings.closeAfter).unref()
  }

  const leave = (connection: Connection): void => {
    open = open.filter((one) => one !== connection)
    door.held = door.held.filter((one) => one !== connection)
    settings.gone(connection)
  }

  return {
    ticket: tickets.issue,
    upgrade(request, socket, head) {
      const { searchParams } = new URL(request.url ?? '/', 'ws://127.0.0.1')
      const isGood = tickets.redeem(searchParams.get('ticket') ?? '')
      if (door.how === 'refuse' || !isGood) return void socket.destroy()
      if (settings.lingers) socket.end = () => socket
      sockets.handleUpgrade(request, socket, head, accept)
    },
    count: () => open.length,
    hellos: () => hellos,
    isShut: () => door.how !== 'all',
    next() {
      const one = open.find(isListening)
      if (one) open = [...open.filter((other) => other !== one), one]
      return one
    },
    admit(how) {
      door.how = how
      if (how === 'all') door.held.splice(0).forEach(greet)
    },
    cut(number) {
      for (const connection of chosen(number)) {
        connection.socket.terminate()
        leave(connection)
      }
    },
    disconnect(reason, number) {
      for (const connection of chosen(number)) hangUp(connection, reason)
    },
    pongAfter(delay) {
      pong = delay
    },
    stop() {
      clearInterval(pings)
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}

const isListening = ({ socket, isLeaving }: Connection): boolean =>
  !isLeaving && socket.readyState === socket.OPEN

const answerPing = (socket: WebSocket, data: Buffer, delay: number | 'never'): void => {
  if (delay === 0) socket.pong(data)
  else if (delay !== 'never') setTimeout(() => socket.pong(data), delay).unref()
}
