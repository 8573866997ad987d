import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Discord, DiscordSettings } from './api/discord.ts'
import { createPlace } from './create-place.ts'
import { createPerson } from './person/person.ts'
import { createFaults } from './rest/faults.ts'
import { createLimits } from './rest/limits.ts'
import { serve } from './rest/serve.ts'
import { usual } from './settings.ts'
import { stateOf } from './state.ts'
import { flags, hasFlag } from './world/flags.ts'
import type { Message } from './world/records.ts'

/** A Discord of one's own on a free port of 127.0.0.1: HTTP API, gateway, and people to act in it. */
export const startDiscord = async (wish: DiscordSettings = {}): Promise<Discord> => {
  const settings = { ...usual, ...wish }
  const requests: Discord['requests'] = []
  const acks: Discord['acks'] = []
  const accepted: Discord['accepted'] = []
  const state = (): string => stateOf(place, requests)
  const keep = <T>(list: T[], one: T): void => {
    if (settings.keep === 'all') list.push(one)
  }
  const place = createPlace(settings, {
    state,
    noteAck: (ack) => keep(acks, ack),
    accept: (post) => keep(accepted, post),
  })
  const { world, gateway, news, interactions, messages } = place

  const rest = {
    place,
    faults: createFaults(),
    limits: createLimits(),
    note: (request: Discord['requests'][number]) => keep(requests, request),
  }
  const server = createServer((incoming, outgoing) =>
    serve(rest, incoming, outgoing).catch(() => outgoing.destroy()),
  )
  server.on('upgrade', gateway.upgrade)
  settings.port = await listen(server, settings.port)

  const discord: Discord = {
    api: `http://127.0.0.1:${settings.port}/api`,
    token: settings.token,
    bot: world.bot,
    mention: `<@${world.bot.id}>`,
    world,
    gateway,
    requests,
    acks,
    accepted,
    violations: place.violations,
    mayMention: place.mayMention,
    person: (wished) => createPerson(place, discord, wished),
    dispatchInteraction: interactions.begin,
    messages: ({ id }) => messages.in(id).filter(isShown),
    commands: () => place.commands.all(),
    fail: rest.faults.add,
    trouble: rest.faults.choose,
    mend: rest.faults.clear,
    limit: rest.limits.add,
    until: (look, what = 'something to be so') => news.until(look, what, state),
    stop: () => stopped(place, server),
  }
  return discord
}

const isShown = (message: Message): boolean =>
  message.ephemeralFor === undefined && !hasFlag(message, flags.loading)

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((settle, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', () => settle((server.address() as AddressInfo).port))
  })

const stopped = (
  { news, interactions, gateway }: ReturnType<typeof createPlace>,
  server: Server,
) => {
  news.stop()
  interactions.stop()
  gateway.stop()
  server.closeAllConnections()
  return new Promise<void>((settle) => server.close(() => settle()))
}
