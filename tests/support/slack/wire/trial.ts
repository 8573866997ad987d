import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt'
import { onTestFinished } from 'vitest'
import type { Wire, WireSettings } from '../api/wire.ts'
import { createWire } from './index.ts'

export const appToken = 'xapp-1-A0DESK-1-loopback'
export const signingSecret = 'loopback signing secret'

export type Trial = {
  wire: Wire
  api: string
  /** What `apps.connections.open` does next, instead of giving an address. */
  instead: ((outgoing: ServerResponse) => void)[]
  opened: () => number
}

/** A wire, and the one method of the Web API that leads to it. */
export const wired = async (wish: Partial<WireSettings> = {}): Promise<Trial> => {
  const wire = createWire({ appToken, signingSecret, ...wish })
  const instead: Trial['instead'] = []
  let opened = 0
  const server = createServer(async (_, outgoing) => {
    opened += 1
    const trouble = instead.shift()
    if (trouble) return trouble(outgoing)
    json(outgoing, { ok: true, url: await wire.open(appToken) })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await wire.stop()
  })
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`
  return { wire, api, instead, opened: () => opened }
}

export const json = (outgoing: ServerResponse, body: object): void => {
  outgoing.writeHead(200, { 'content-type': 'application/json' })
  outgoing.end(JSON.stringify(body))
}

const silent = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
}

export type Pace = { clientPingTimeout?: number; timeout?: number }

/** Bolt's own receiver; it leaves when the test ends. */
export const receiver = (
  { api }: Pick<Trial, 'api'>,
  { clientPingTimeout = 300, timeout = 300 }: Pace = {},
): SocketModeReceiver => {
  const made = new SocketModeReceiver({
    appToken,
    clientPingTimeout,
    logger: silent,
    installerOptions: {
      clientOptions: {
        slackApiUrl: api,
        timeout,
        retryConfig: { retries: 50, minTimeout: 5, maxTimeout: 5 },
      },
    },
  })
  onTestFinished(() => {
    // Who stops the client while it reconnects gets a rejection that nobody can catch (node-slack-sdk #2656).
    made.client.removeAllListeners('disconnected')
    return made.stop()
  })
  return made
}

/** Bolt, over these receivers of Socket Mode or one of HTTP. */
export const bolt = (first: SocketModeReceiver | HTTPReceiver, ...others: SocketModeReceiver[]) => {
  const app = new App({
    receiver: first,
    logger: silent,
    authorize: async () => ({ botToken: 'xoxb-1', botId: 'B1', botUserId: 'U0' }),
  })
  for (const one of others) one.init(app)
  return app
}

/** Bolt with connections that had their hello. */
export const connected = async (trial: Trial, count = 1, pace: Pace = {}): Promise<App> => {
  const receivers = Array.from({ length: count }, () => receiver(trial, pace))
  const [first, ...others] = receivers
  if (!first) throw new Error('no receiver')
  const app = bolt(first, ...others)
  for (const one of receivers) await one.start()
  return app
}

/** Bolt that listens for HTTP on a port of its own, and the address of its events. */
export const listening = async (): Promise<{ app: App; url: string }> => {
  const made = new HTTPReceiver({
    signingSecret,
    logger: silent,
    unhandledRequestTimeoutMillis: 50,
  })
  const app = bolt(made)
  const server = await made.start({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => made.stop())
  return { app, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events` }
}
