import { setImmediate as turn } from 'node:timers/promises'
import { inspect } from 'node:util'
import { onTestFinished } from 'vitest'
import { createSlack } from '#platforms/slack/slack'
import type { Act, Fault, Opened, Place, Remote } from '../contracts/platform.ts'
import { roadTo } from './road.ts'
import {
  type Channel,
  type Fault as Failure,
  type Message,
  type Person,
  type Slack,
  startSlack,
  type Team,
  textOf,
} from './slack/index.ts'

export type OpenedSlack = Opened & { slack: Slack; channelAt(place: Place): Channel }

/** A Slack of our own behind a road that can be closed, for the contract of all platforms. */
export const openSlack = async (): Promise<OpenedSlack> => {
  const slack = await startSlack()
  const { world, appToken } = slack
  world.team('Headquarters')
  const { port } = new URL(slack.api)
  const road = await roadTo(Number(port))
  const logged: unknown[] = []
  const note = (...line: unknown[]): void => void logged.push(line)
  const log = { info: note, warn: note, error: note }
  const api = `http://127.0.0.1:${road.port}/api/`
  onTestFinished(async () => {
    await road.set(false)
    await slack.stop()
  })
  return {
    slack,
    logged,
    channelAt: ({ channel }) => channelOf(slack, channel),
    remote: {
      ...inWorld(slack),
      ...inTrouble(slack),
      reachable: road.set,
      complaints: () => [
        ...slack.violations,
        ...slack.wire.violations,
        ...logged.filter((line) => isTelling(inspect(line, { depth: 9 }), slack)),
      ],
    },
    client: ({ token, timeoutMs = 10_000 } = {}) => {
      const tokens = token === undefined ? installedIn(slack) : always(token)
      return createSlack({ tokens, api, appToken, timeoutMs, stopWithinMs: 10_000 }, log)
    },
  }
}

/** The tokens as a store of them would have them by now. */
const installedIn = ({ world: { teams } }: Slack) => ({
  all: async () => [...teams.values()].flatMap(({ token }) => token ?? []),
  tokenFor: async (workspace: string) => teams.get(workspace)?.token,
})

const always = (token: string) => ({ all: async () => [token], tokenFor: async () => token })

const isTelling = (line: string, { appToken, signingSecret }: Slack): boolean =>
  [appToken, signingSecret, 'xoxb-'].some((secret) => line.includes(secret))

/** Of the channel that a thread is in, too. */
const channelOf = ({ world }: Slack, at: string): Channel => {
  const [team = '', id = ''] = at.split('/')
  return world.teams.get(team)!.channels.get(id)!
}

const addressOf = ({ id, team }: Channel): string => `${team.id}/${id}`

type InWorld = Omit<Remote, 'reachable' | 'complaints' | keyof ReturnType<typeof inTrouble>>

const inWorld = (slack: Slack): InWorld => {
  const { world } = slack
  const people = new Map<string, Person>()
  const person = (id: string): Person => people.get(id)!
  const teamOf = (id: string): Team => world.teams.get(id)!
  const at = (channel: string): Channel => channelOf(slack, channel)
  const placeOf = (channel: Channel): Place => ({
    workspace: channel.team.id,
    channel: addressOf(channel),
    name: `#${channel.name}`,
  })
  /** Where people without a channel have their account; nobody has let the bot in there. */
  const elsewhere = world.team('Elsewhere', { isInstalled: false })
  let home = elsewhere

  return {
    aWorkspace: (name) => world.team(name).id,
    aChannel({ workspace, isOpen = false, missing } = {}) {
      const team = workspace ? teamOf(workspace) : world.team('Policy desk')
      if (isOpen) team.scopes.delete('users:read')
      if (missing === 'history')
        for (const kind of ['channels', 'groups']) team.scopes.delete(`${kind}:history`)
      home = team
      return placeOf(world.channel(team, 'policy', { hasBot: missing !== 'posting' }))
    },
    aThread(on) {
      const someone = slack.person({ team: teamOf(on.workspace), waits: false })
      const thread = slack.write(at(on.channel), someone.user, 'Details')
      return { ...on, channel: `${on.channel}/${thread.ts}` }
    },
    aPerson({ takesNoDms = false, isBot = false } = {}) {
      const made = slack.person({ team: home, waits: false, isBot, isDeleted: takesNoDms })
      const id = `slack:${home.id}/${made.user.id}`
      people.set(id, made)
      return id
    },
    aGroup(workspace, name) {
      const { id } = world.group(teamOf(workspace), name)
      slack.mayMention.add(id)
      return { id, picked: `<!subteam^${id}|@${name}>` }
    },
    join: (id, workspace) => world.join(teamOf(workspace), person(id).user),
    dmOf(id) {
      const { dm } = person(id)
      if (dm.team.token === undefined) world.install(dm.team)
      return addressOf(dm)
    },
    async say(id, channel, text, to) {
      const room = at(channel)
      const words = to ? `<@${room.team.bot.id}> ${text}` : text
      const { message } = await person(id).say(room, words)
      await arrival()
      return messageAt(message)
    },
    tellAgain: () => void slack.wire.repeat(),
    messages: (channel) => slack.messages(at(channel)).map(standing),
    called: (channel) =>
      slack.accepted.filter((one) => one.channel === channel).flatMap(({ body }) => calledBy(body)),
    async remove(channel, message) {
      slack.remove(at(channel), message.split('/').at(-1) ?? '')
    },
    removeChannel: ({ channel }) => world.removeChannel(at(channel)),
    openUp: ({ channel }) => world.changeChannel(at(channel), { isExtShared: true }),
    throwOut: (workspace) => world.uninstall(teamOf(workspace)),
    letIn: (workspace) => world.install(teamOf(workspace)),
  }
}

/** Groups in a message's blocks, and in its text, which Slack parses. */
const calledBy = ({ text = '', blocks }: { text?: string; blocks?: unknown }): string[] =>
  [
    ...`${JSON.stringify(blocks)}`.matchAll(/"usergroup_id":"(\w+)"/g),
    ...text.matchAll(/<!subteam\^(\w+)/g),
  ].map(([, id = '']) => id)

const messageAt = ({ channel, ts }: Message): string => `${channel.id}/${ts}`

const standing = (message: Message) => ({
  id: messageAt(message),
  text: textOf(message),
  isOwn: message.author === message.channel.team.bot,
  ...(message.threadTs !== undefined && { answers: `${message.channel.id}/${message.threadTs}` }),
})

const inTrouble = (slack: Slack) => {
  const { wire } = slack
  let isOpen = true
  const shut = (): void => {
    wire.admit('hold')
    wire.cut()
  }
  return {
    failNext: (act: Act, fault: Fault) => void slack.fail(methods[act], failure(fault)),
    tries: (act: Act) =>
      slack.requests.filter(({ method }) => methods[act].includes(method)).length,
    listening(isAllowed: boolean) {
      isOpen = isAllowed
      if (isAllowed) wire.admit('all')
      else whenQuiet(slack, () => void (isOpen || shut()))
    },
    isListenedTo: () => wire.isUp,
    forgetListeners: () =>
      whenQuiet(slack, () => {
        wire.forget()
        wire.cut()
      }),
  }
}

/**
 * Nobody is about to connect, and nothing waits for its ack: what is cut then was the last connection,
 * and was told everything once.
 */
const whenQuiet = ({ wire, requests, until }: Slack, act: () => void): void => {
  const opened = () =>
    requests.filter(({ method, error }) => method === 'apps.connections.open' && !error).length
  const isQuiet = () => wire.hellos >= opened() && wire.acks.length >= wire.sent.length
  if (isQuiet()) act()
  else until(isQuiet, 'everything to be acknowledged').then(act, act)
}

/** People write one after the other; over several connections the app would hear them in any order. */
const arrival = async (): Promise<void> => {
  for (let turns = 0; turns < 4; turns += 1) await turn()
}

const methods: Record<Act, string[]> = {
  post: ['chat.postMessage'],
  edit: ['chat.update'],
  remove: ['chat.delete'],
  read: ['conversations.history', 'conversations.replies'],
  'open a DM': ['conversations.open'],
  'ask for a member': ['users.info'],
  type: ['assistant.threads.setStatus'],
}

/** Errors are those that Slack's methods have in common (docs.slack.dev/reference/methods). */
const failure = (fault: Fault): Failure => {
  switch (fault.kind) {
    case 'limited':
      return {
        status: 429,
        retryAfter: fault.seconds,
        ...(fault.claims !== undefined && { claims: fault.claims }),
      }
    case 'error':
      return { status: 503, when: fault.when }
    case 'hang':
    case 'reset':
      return { instead: fault.kind, when: fault.when }
    case 'truncated':
      return { instead: 'truncate' }
    case 'signed out':
      return { error: 'invalid_auth' }
    case 'forbidden':
      return { error: 'access_denied' }
    case 'gone':
      return { error: 'channel_not_found' }
    case 'invalid':
      return { error: 'invalid_arguments' }
    default:
      return fault satisfies never
  }
}
