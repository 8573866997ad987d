import { once } from 'node:events'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { OperatorError } from '#core/errors'

export type HealthSettings = {
  host: string
  /** 0 takes any free one. */
  port: number
  /** Each part by name, and whether it can do its work now. */
  ready(): Promise<Record<string, boolean>>
  /** What else is served here, by path. */
  listeners?: Readonly<Record<string, RequestListener>>
  log: Pick<Logger, 'error'>
}

export type Health = { port: number; close(): Promise<void> }

type Answer = { code: number; body: object }

/**
 * Says over HTTP whether this process is up (`/healthz`) and whether its parts can work (`/readyz`:
 * 200, or 503 while one cannot). Throws OperatorError where the port cannot be had.
 */
export const serveHealth = async (settings: HealthSettings): Promise<Health> => {
  const { host, port, ready, listeners = {}, log } = settings
  const server = createServer(async (request, response) => {
    const path = request.url?.split('?')[0] ?? ''
    const listener = Object.hasOwn(listeners, path) ? listeners[path] : undefined
    if (listener) listener(request, response)
    else send(response, await answer(request, ready, log))
  })
  try {
    await once(server.listen(port, host), 'listening')
  } catch (error) {
    throw new OperatorError(sayWhy(error as NodeJS.ErrnoException, host, port))
  }
  server.on('error', (error) => log.error({ err: error }, 'the health page failed'))
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((settle) => {
        server.close(() => settle())
        server.closeAllConnections()
      }),
  }
}

const answer = async (
  { method = '', url = '' }: IncomingMessage,
  ready: HealthSettings['ready'],
  log: HealthSettings['log'],
): Promise<Answer> => {
  const path = method === 'GET' || method === 'HEAD' ? url.split('?')[0] : undefined
  if (path === '/healthz') return { code: 200, body: { status: 'up' } }
  if (path !== '/readyz') return { code: 404, body: { status: 'not found' } }
  try {
    const parts = await ready()
    const isReady = Object.values(parts).every(Boolean)
    return { code: isReady ? 200 : 503, body: { status: isReady ? 'ready' : 'not ready', parts } }
  } catch (error) {
    log.error({ err: error }, 'whether all is ready could not be told')
    return { code: 503, body: { status: 'not ready', parts: {} } }
  }
}

const send = (response: ServerResponse, { code, body }: Answer): void => {
  response
    .writeHead(code, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(`${JSON.stringify(body)}\n`)
}

const sayWhy = ({ code }: NodeJS.ErrnoException, host: string, port: number): string =>
  code === 'EADDRINUSE'
    ? `HTTP_PORT ${port} is taken on ${host}. Set HTTP_PORT to another, or stop what listens there.`
    : `Nothing can listen on ${host}, port ${port} (${code}). Set HTTP_HOST to an address of this machine and HTTP_PORT to a port above 1023.`
