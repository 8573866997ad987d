import { once } from 'node:events'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterEach, expect, it } from 'vitest'
import { OperatorError } from '#core/errors'
import { type Health, serveHealth } from '#src/health'

const host = '127.0.0.1'
const open: Health[] = []
const logged: unknown[] = []
const log = { error: (...line: unknown[]) => void logged.push(line) }

const serve = async (ready: () => Promise<Record<string, boolean>>, port = 0): Promise<Health> => {
  const health = await serveHealth({ host, port, ready, log })
  open.push(health)
  return health
}

const ask = async ({ port }: Health, path: string, method = 'GET') => {
  const response = await fetch(`http://${host}:${port}${path}`, { method })
  return { code: response.status, text: await response.text(), headers: response.headers }
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((health) => health.close()))
  logged.splice(0)
})

it('is up, whatever its parts can do', async () => {
  const health = await serve(async () => ({ store: false }))
  const { code, text, headers } = await ask(health, '/healthz')
  expect([code, text]).toEqual([200, '{"status":"up"}\n'])
  expect(headers.get('content-type')).toBe('application/json')
  expect(headers.get('cache-control')).toBe('no-store')
})

it('is ready while all of its parts are', async () => {
  const parts = { store: true, discord: true }
  const health = await serve(async () => parts)
  const look = async () => {
    const { code, text } = await ask(health, '/readyz?from=probe')
    return [code, JSON.parse(text)]
  }
  expect(await look()).toEqual([200, { status: 'ready', parts: { store: true, discord: true } }])
  parts.discord = false
  expect(await look()).toEqual([
    503,
    { status: 'not ready', parts: { store: true, discord: false } },
  ])
  parts.discord = true
  expect((await look())[0]).toBe(200)
})

it('is not ready where that cannot be told, and says why to the log alone', async () => {
  const health = await serve(async () => {
    throw new Error('the disk is gone')
  })
  expect(await ask(health, '/readyz')).toMatchObject({
    code: 503,
    text: '{"status":"not ready","parts":{}}\n',
  })
  expect(logged).toMatchObject([[{ err: { message: 'the disk is gone' } }, expect.any(String)]])
  expect((await ask(health, '/healthz')).code).toBe(200)
})

it.each(['/healthz', '/readyz'])('answers HEAD of %s without a body', async (path) => {
  const { code, text, headers } = await ask(await serve(async () => ({})), path, 'HEAD')
  expect([code, text]).toEqual([200, ''])
  expect(headers.get('content-type')).toBe('application/json')
})

it.each([
  ['/', 'GET'],
  ['/healthz/', 'GET'],
  ['/HEALTHZ', 'GET'],
  ['//', 'GET'],
  ['/%zz', 'GET'],
  ['/healthz', 'POST'],
  ['/readyz', 'DELETE'],
])('has nothing at %s for %s', async (path, method) => {
  const { code, text } = await ask(await serve(async () => ({})), path, method)
  expect([code, text]).toEqual([404, '{"status":"not found"}\n'])
})

it('goes on after what is no HTTP', async () => {
  const health = await serve(async () => ({}))
  const socket = connect(health.port, host)
  socket.end('\0\x01 nonsense\r\n\r\n').resume()
  await once(socket, 'close')
  expect((await ask(health, '/healthz')).code).toBe(200)
})

it('ends with requests still open', async () => {
  const asked = Promise.withResolvers<void>()
  const health = await serve(() => {
    asked.resolve()
    return new Promise(() => undefined)
  })
  const waiting = expect(ask(health, '/readyz')).rejects.toThrow()
  await asked.promise
  await health.close()
  await waiting
  await expect(ask(health, '/healthz')).rejects.toThrow()
  await health.close()
})

it('listens on its own address alone', async () => {
  const { port } = await serve(async () => ({}))
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
  for (const { address } of [...others, { address: '::1' }])
    await expect(once(connect(port, address), 'connect')).rejects.toThrow()
})

it('says which setting to change where the port is taken', async () => {
  const { port } = await serve(async () => ({}))
  await expect(serve(async () => ({}), port)).rejects.toThrow(
    new OperatorError(
      `HTTP_PORT ${port} is taken on 127.0.0.1. Set HTTP_PORT to another, or stop what listens there.`,
    ),
  )
})

it('says which settings to change where it cannot listen at all', async () => {
  const elsewhere = serveHealth({ host: '192.0.2.1', port: 0, ready: async () => ({}), log })
  await expect(elsewhere).rejects.toThrow(
    new OperatorError(
      'Nothing can listen on 192.0.2.1, port 0 (EADDRNOTAVAIL). Set HTTP_HOST to an address of this machine and HTTP_PORT to a port above 1023.',
    ),
  )
})
