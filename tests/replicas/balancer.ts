import { once } from 'node:events'
import { createServer, request as forward } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { onTestFinished } from 'vitest'

/** How often it asks each whether it is ready, in milliseconds. */
const everyMs = 100

/** Sends each request to the next of those that say on /readyz that they are ready; nothing is tried twice. */
export const startBalancer = async (ports: () => readonly number[]): Promise<string> => {
  let ready: number[] = []
  let turn = 0
  const over = new AbortController()
  const isReady = async (port: number): Promise<boolean> => {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined)
    await answer?.text()
    return answer?.status === 200
  }
  const looking = (async () => {
    while (!over.signal.aborted) {
      const all = ports()
      const are = await Promise.all(all.map(isReady))
      ready = all.filter((_, at) => are[at])
      await wait(everyMs)
    }
  })()
  const server = createServer((incoming, outgoing) => {
    turn += 1
    const port = ready[turn % ready.length]
    if (port === undefined) return void outgoing.writeHead(502).end()
    const { method, url, headers } = incoming
    const on = forward({ host: '127.0.0.1', port, method, path: url, headers, agent: false })
    on.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    on.on('error', () => outgoing.destroy())
    incoming.pipe(on)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    over.abort()
    await looking
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`
}
