import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Connections } from './connections.ts'

export type Listener = {
  /** `ws://127.0.0.1:<port>`; listens from the first time on. */
  address(): Promise<string>
  stop(): Promise<void>
}

export const createListener = (upgrade: Connections['upgrade']): Listener => {
  const server = createServer((_, outgoing) => outgoing.writeHead(404).end())
  server.on('upgrade', upgrade)
  let listening: Promise<unknown> | undefined
  const listen = (): Promise<unknown> => {
    server.listen(0, '127.0.0.1')
    return once(server, 'listening')
  }
  return {
    async address() {
      listening ??= listen()
      await listening
      return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
    },
    async stop() {
      await listening
      server.closeAllConnections()
      if (listening) await new Promise((settle) => server.close(settle))
    },
  }
}
