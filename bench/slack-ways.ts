import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Slack } from '../tests/support/slack/index.ts'
import type { BotName } from './chat-bot.ts'
import { startsWithinMs } from './chat-generator.ts'

type Reached = Pick<Slack, 'wire' | 'until'>

/** One covers the other's reconnect; what one writes in an evening has one. */
const connections: Record<BotName, number> = { sitrep: 2, plain: 1 }

/** Resolves when the bot has opened all its connections. */
export const reachBySocket = async ({ wire, until }: Reached, name: BotName): Promise<void> => {
  await until(() => wire.connections === connections[name], `${name} to come online`)
}

/** Resolves when the bot answers Slack's challenge at its port, from which on it is told of things there. */
export const reachByHttp = async ({ wire }: Reached, port: number): Promise<void> => {
  const until = performance.now() + startsWithinMs
  for (;;) {
    try {
      return await wire.toHttp(`http://127.0.0.1:${port}/slack/events`)
    } catch (error) {
      if (performance.now() > until) throw error
      await pause(200)
    }
  }
}

/** Slack has to know the address before anybody listens there. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
