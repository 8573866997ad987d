import { inspect } from 'node:util'
import { onTestFinished } from 'vitest'
import { createDiscord } from '#platforms/discord/discord'
import type { Act, Fault, Opened, Place, Remote } from '../contracts/platform.ts'
import {
  type Channel,
  type Discord,
  type Fault as Failure,
  type Message,
  type Person,
  startDiscord,
  textOf,
} from './discord/index.ts'
import { roadTo } from './road.ts'

export type OpenedDiscord = Opened & { discord: Discord; channelAt(place: Place): Channel }

/** A Discord of our own behind a road that can be closed, for the contract of all platforms. */
export const openDiscord = async (): Promise<OpenedDiscord> => {
  const discord = await startDiscord()
  const { port } = new URL(discord.api)
  const road = await roadTo(Number(port))
  const logged: unknown[] = []
  const note = (...line: unknown[]): void => void logged.push(line)
  const log = { info: note, warn: note, error: note }
  onTestFinished(async () => {
    await road.set(false)
    await discord.stop()
  })
  return {
    discord,
    logged,
    channelAt: ({ channel }) => discord.world.channels.get(channel)!,
    remote: {
      ...inWorld(discord),
      ...inTrouble(discord),
      reachable: road.set,
      complaints: () => [
        ...discord.violations,
        ...logged.filter((line) => inspect(line, { depth: 9 }).includes(discord.token)),
      ],
    },
    client: ({ token = discord.token, timeoutMs = 10_000 } = {}) =>
      createDiscord(
        { api: `http://127.0.0.1:${road.port}/api`, token, timeoutMs, stopWithinMs: 10_000 },
        log,
      ),
  }
}

type InWorld = Omit<Remote, 'reachable' | 'complaints' | keyof ReturnType<typeof inTrouble>>

const inWorld = (discord: Discord): InWorld => {
  const { world, gateway } = discord
  const people = new Map<string, Person>()
  const person = (id: string): Person => people.get(id)!
  const channelOf = (id: string): Channel => world.channels.get(id)!
  const guildOf = (id: string) => world.guilds.get(id)!
  const placeOf = ({ id, guild, name }: Channel): Place => ({
    workspace: guild?.id ?? '',
    channel: id,
    name: `#${name}`,
  })
  return {
    aWorkspace: (name) => world.guild(name).id,
    aChannel({ workspace, isOpen = false, missing } = {}) {
      const guild = workspace ? guildOf(workspace) : world.guild('Policy desk')
      if (isOpen) world.changeGuild(guild, openly)
      const deny = missing && [missingThere[missing]]
      const overwrites = deny ? [{ for: discord.bot, deny }] : []
      return placeOf(world.channel(guild, 'policy', { overwrites }))
    },
    aThread: ({ channel }) => placeOf(world.thread(channelOf(channel), 'details')),
    aPerson({ takesNoDms = false, isBot = false } = {}) {
      const made = discord.person({ waits: false, ...(takesNoDms && { dms: 'closed' }) })
      made.user.isBot = isBot
      const id = `discord:${made.user.id}`
      people.set(id, made)
      return id
    },
    aGroup(workspace, name) {
      const { id } = world.role(guildOf(workspace), name)
      discord.mayMention.add(id)
      return { id, picked: `<@&${id}>` }
    },
    join: (id, workspace) => world.join(guildOf(workspace), person(id).user),
    dmOf: (id) => person(id).dm.id,
    async say(id, channel, text, to) {
      const words = to ? `${discord.mention} ${text}` : text
      return (await person(id).say(channelOf(channel), words)).message.id
    },
    tellAgain: () => gateway.repeat('MESSAGE_CREATE'),
    messages: (channel) => discord.messages(channelOf(channel)).map(standing(discord)),
    called: (channel) =>
      discord.accepted
        .filter((one) => one.channel === channel)
        .flatMap(({ body }) => calledBy(body as Calling)),
    async remove(channel, message) {
      const path = `${discord.api}/v10/channels/${channel}/messages/${message}`
      const headers = { authorization: `Bot ${discord.token}` }
      await fetch(path, { method: 'DELETE', headers })
    },
    removeChannel: ({ channel }) => world.removeChannel(channelOf(channel)),
    openUp: ({ workspace }) => world.changeGuild(guildOf(workspace), openly),
    throwOut: (workspace) => world.removeBot(guildOf(workspace)),
    letIn: (workspace) => world.addBot(guildOf(workspace)),
  }
}

type Calling = { content?: string; allowed_mentions?: { roles?: string[] } }

/** Roles in a message's own text that it is allowed to notify. */
const calledBy = ({ content = '', allowed_mentions: allowed = {} }: Calling): string[] =>
  content
    .replaceAll(/\\./g, '')
    .matchAll(/<@&(\d+)>/g)
    .flatMap(([, id = '']) => (allowed.roles?.includes(id) ? [id] : []))
    .toArray()

const openly = { vanity: 'anyone' }

const missingThere = { posting: 'SendMessages', history: 'ReadMessageHistory' } as const

const standing =
  ({ bot }: Discord) =>
  (message: Message) => ({
    id: message.id,
    text: textOf(message).replaceAll('\\', ''),
    isOwn: message.author.id === bot.id,
    ...(message.replyTo !== undefined && { answers: message.replyTo }),
  })

const inTrouble = (discord: Discord) => {
  const { gateway } = discord
  return {
    failNext: (act: Act, fault: Fault) => void discord.fail(routes[act], failure(fault)),
    tries: (act: Act) =>
      discord.requests.filter(({ method, route }) => `${method} ${route}` === routes[act]).length,
    listening(isAllowed: boolean) {
      gateway.admit(isAllowed ? 'all' : 'hold')
      if (!isAllowed) gateway.cut()
    },
    isListenedTo: () => gateway.isUp,
    forgetListeners: () => gateway.invalidate(),
  }
}

const routes: Record<Act, string> = {
  post: 'POST channels/:channel/messages',
  edit: 'PATCH channels/:channel/messages/:message',
  remove: 'DELETE channels/:channel/messages/:message',
  read: 'GET channels/:channel/messages',
  'open a DM': 'POST users/@me/channels',
  'ask for a member': 'GET guilds/:guild/members/:user',
  type: 'POST channels/:channel/typing',
}

/** Codes are those that Discord documents for it (topics/opcodes-and-status-codes). */
const failure = (fault: Fault): Failure => {
  switch (fault.kind) {
    case 'limited':
      return {
        status: 429,
        retryAfter: fault.seconds,
        global: fault.isForAll ?? false,
        ...(fault.claims !== undefined && { wrongRetryAfter: fault.claims }),
      }
    case 'error':
      return { status: 502, when: fault.when }
    case 'hang':
    case 'reset':
      return { instead: fault.kind, when: fault.when }
    case 'truncated':
      return { instead: 'truncate', when: 'after' }
    case 'signed out':
      return { status: 401 }
    case 'forbidden':
      return { status: 403, code: 50_001 }
    case 'gone':
      return { status: 404, code: 10_003 }
    case 'invalid':
      return { status: 400, code: 50_035, message: 'Invalid Form Body' }
    default:
      return fault satisfies never
  }
}
