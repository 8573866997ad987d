import { type Client, Events } from 'discord.js'
import type { Log } from '#core/log'
import type { Sharing } from '#core/shards'
import { type OpenWork, openWork } from '../open-work.ts'
import { createClient, type DiscordSettings } from './client.ts'
import { connect, isUp, type Lost, leave, logGateway } from './gateway.ts'

export type FleetParts = {
  settings: DiscordSettings
  sharing: Sharing
  log: Log
  lost: Lost
  leaving: AbortSignal
  /** Lets a client hear of what people do. */
  listen(client: Client, work: OpenWork): void
}

/** This process's connections to the gateway: one client for each shard, since discord.js can add none later. */
export type Fleet = {
  /** Connects one; resolves when it is there. */
  open(shard: number, of: number, atOnce: number): Promise<void>
  /** Takes nothing more by it, answers what came, and leaves it. */
  close(shard: number): Promise<void>
  /** Those that are there, and keep what they know up to date. */
  near(): readonly Client[]
  /** Whether all that were there once still are. */
  isUp(): boolean
  stop(): Promise<void>
}

type Boat = { client: Client; work: OpenWork; isThere: boolean }

export const createFleet = (parts: FleetParts): Fleet => {
  const { settings, sharing, log, lost, leaving, listen } = parts
  const boats = new Map<number, Boat>()

  const sunk = async ({ client, work }: Boat): Promise<void> => {
    client.removeAllListeners()
    // A late fault of a closing connection has nobody left to tell.
    client.on(Events.Error, () => undefined)
    if (!(await work.ended(settings.stopWithinMs)))
      log.warn({ open: work.size }, 'stopped before everything was answered')
    await leave(client)
  }
  const close = async (shard: number): Promise<void> => {
    const boat = boats.get(shard)
    if (!boat) return
    await sunk(boat)
    if (boats.get(shard) === boat) boats.delete(shard)
  }
  return {
    close,
    async open(shard, of, atOnce) {
      const identify = (signal: AbortSignal) => sharing.identify(shard, atOnce, signal)
      const client = createClient(settings, { shard, of, identify })
      const work = openWork((error) => log.error({ err: error }, 'something on Discord went wrong'))
      const boat = { client, work, isThere: false }
      boats.set(shard, boat)
      listen(client, work)
      logGateway(client, log, lost)
      try {
        await connect(client, settings.token, leaving)
        boat.isThere = true
      } catch (error) {
        boats.delete(shard)
        throw error
      }
    },
    near: () =>
      [...boats].flatMap(([shard, { client }]) =>
        isUp(client) && sharing.isMine(shard) ? client : [],
      ),
    isUp: () => [...boats.values()].every(({ client, isThere }) => !isThere || isUp(client)),
    async stop() {
      await Promise.all([...boats.keys()].map(close))
    },
  }
}
