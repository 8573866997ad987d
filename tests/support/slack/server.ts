import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Slack, SlackSettings } from './api/slack.ts'
import { createPlace } from './create-place.ts'
import { announceRemoval } from './methods/announce.ts'
import { createPerson } from './person/person.ts'
import { say } from './person/say.ts'
import type { Place } from './place.ts'
import { usual } from './settings.ts'
import { stateOf } from './state.ts'
import { createFaults } from './web/faults.ts'
import { createLimits } from './web/limits.ts'
import { serve } from './web/serve.ts'
import { appId } from './world/ids.ts'
import { standingIn, takeAway } from './world/messages.ts'

/** A Slack of one's own on a free port of 127.0.0.1: Web API, Socket Mode, and people to act in it. */
export const startSlack = async (wish: SlackSettings = {}): Promise<Slack> => {
  const settings = { ...usual(), ...wish }
  const requests: Slack['requests'] = []
  const accepted: Slack['accepted'] = []
  const keep = <T>(list: T[], one: T): void => {
    if (settings.keep === 'all') list.push(one)
  }
  const state = (): string => stateOf(place, requests)
  const origin = (): string => `http://127.0.0.1:${settings.port}`
  const place = createPlace(settings, {
    state,
    address: () => `${origin()}/response/`,
    accept: (post) => keep(accepted, post),
  })
  const { world, wire, news, messages } = place

  const web = {
    place,
    faults: createFaults(),
    limits: createLimits(),
    note: (request: Slack['requests'][number]) => keep(requests, request),
  }
  const server = createServer((incoming, outgoing) =>
    serve(web, incoming, outgoing).catch(() => outgoing.destroy()),
  )
  settings.port = await listen(server, settings.port)

  const slack: Slack = {
    api: `${origin()}/api/`,
    appToken: settings.appToken,
    signingSecret: settings.signingSecret,
    appId,
    world,
    wire,
    requests,
    accepted,
    acks: wire.acks,
    violations: place.violations,
    mayMention: place.mayMention,
    person: (wished) => createPerson(place, slack, wished),
    dispatchInteraction: place.interactions.begin,
    messages: (channel) => standingIn(messages, channel),
    write(channel, user, text, thread) {
      world.enter(channel, user)
      return say(place, slack, { channel, user, text, ...(thread && { thread }) }).message
    },
    remove(channel, ts) {
      const message = messages.get(channel, ts)
      if (!message) throw new Error('that message is no longer there')
      takeAway(messages, message)
      announceRemoval(place, message)
    },
    status: ({ id }, thread) => place.statuses.get(`${id}/${thread}`),
    prompts: ({ id }) => place.prompts.get(id) ?? [],
    fail: web.faults.add,
    trouble: web.faults.choose,
    mend: web.faults.clear,
    limit: web.limits.add,
    until: (look, what = 'something to be so') => news.until(look, what, state),
    stop: () => stopped(place, server),
  }
  return slack
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((settle, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', () => settle((server.address() as AddressInfo).port))
  })

const stopped = async ({ news, wire }: Place, server: Server): Promise<void> => {
  news.stop()
  await wire.stop()
  server.closeAllConnections()
  await new Promise((settle) => server.close(settle))
}
