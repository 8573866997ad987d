import { Events, PermissionFlagsBits, Routes } from 'discord.js'
import type { ChatPlatform, Door, Outcome, Pace } from '#core/chat'
import type { Log } from '#core/log'
import type { Sharing } from '#core/shards'
import { nobodyElse, type Word } from '#core/word'
import { alone } from './alone.ts'
import { channelsOf } from './channels.ts'
import {
  askedPerSecond,
  createClient,
  createRest,
  type DiscordSettings,
  postsPerSecond,
} from './client.ts'
import { keepRegistered } from './commands/keep-registered.ts'
import { channelOf, factsOf, ownPermissions } from './facts.ts'
import { createFleet, type FleetParts } from './fleet.ts'
import { type Advised, type Lost, reach } from './gateway.ts'
import { createMembers } from './members.ts'
import { createPosting } from './post/posting.ts'
import { createThreads } from './post/threads.ts'
import { createFetchFile } from './receive/files.ts'
import { takeInteractions } from './receive/take-interactions.ts'
import { takeMessages, writtenSince } from './receive/take-messages.ts'
import { passWordOfRooms, watchRooms } from './receive/watch-rooms.ts'
import { presentTo } from './render/present.ts'
import { roleNamed } from './roles.ts'
import { createServers, wordOfShard } from './servers.ts'

/** Of Discord's 50 a second, a few are left to the gateway's own requests; its buckets see to each channel. */
const pace: Pace = { per: 'bot', start: postsPerSecond, most: postsPerSecond, perChannelMs: 0 }

/** And some to asking about servers that another process hears of, where there are such. */
const sharedPace: Pace = { ...pace, most: postsPerSecond - askedPerSecond }

/**
 * Sitrep on Discord. What it keeps of Discord is what the gateway has told since the start; of servers that
 * another process hears of, it asks.
 */
export const createDiscord = (
  settings: DiscordSettings,
  log: Log,
  lost: Lost = () => undefined,
  sharing: Sharing = alone(),
  word: Word = nobodyElse,
): ChatPlatform => {
  const far = createClient(settings)
  const rest = createRest(settings)
  const leaving = new AbortController()
  let present = presentTo({ keep: async () => undefined })
  let advised: Advised | undefined
  let of = Number.POSITIVE_INFINITY
  let listen: FleetParts['listen'] = () => undefined

  const fleet = createFleet({
    ...{ settings, sharing, log, lost, leaving: leaving.signal },
    listen: (client, its) => listen(client, its),
  })
  const again = (): void => {
    for (const one of [rest, far.rest, ...fleet.near().map((client) => client.rest)])
      one.setToken(settings.token)
  }
  const isWhole = (): boolean => fleet.near().length === of
  const servers = createServers({ near: fleet.near, isWhole, far, signIn: again, word })
  const members = createMembers(servers, rest, again)

  const mayRead = async (channel: string): Promise<boolean> => {
    const found = await channelOf(servers, channel)
    if (!found || found.isDMBased()) return found !== undefined
    const permissions = await ownPermissions(found)
    return permissions?.has(PermissionFlagsBits.ReadMessageHistory) ?? false
  }
  const { timeoutMs } = settings
  const me = () => advised?.me ?? ''
  const posting = createPosting({ rest, timeoutMs, me, mayRead, signIn: again })
  /** The same, naming what is missing where something is. */
  const named = async (channel: string, sending: Promise<Outcome>): Promise<Outcome> => {
    const outcome = await sending
    if (outcome.kind !== 'forbidden') return outcome
    return { ...outcome, missing: (await factsOf(servers, channel))?.missing ?? [] }
  }

  return {
    name: 'discord',
    async start(door: Door) {
      present = presentTo(door)
      listen = (client, its) => {
        takeInteractions({ client, door, work: its, present, log })
        takeMessages(client, door, its)
        watchRooms(client, door, its)
        passWordOfRooms(client, word.pass, its)
        // A session that could not be resumed has lost what was written meanwhile.
        client.on(Events.ShardReady, (shard) => {
          void its.run(() => word.pass(wordOfShard(shard, of)))
          void its.run(() => door.recover())
        })
        client.once(Events.ClientReady, (ready) => {
          for (const guild of ready.guilds.cache.keys()) void its.run(() => door.roomChanged(guild))
        })
      }
      advised = await reach({ rest, log, settings, leaving: leaving.signal })
      if (!advised) return
      const { application, atOnce, shards } = advised
      // What is told of oneself, permissions above all, is told by this id.
      Object.assign(far, { user: { id: me() } })
      of = settings.shards ?? shards
      const { close } = fleet
      await sharing.begin({ of, open: (shard) => fleet.open(shard, of, atOnce), close })
      void keepRegistered({ rest, log, leaving: leaving.signal }, application, door.commands)
    },
    async render(reply, occasion, channel) {
      if (occasion === 'command') return present.answer(reply)
      if (occasion === 'answer') return present.message(reply)
      return present.unasked(reply, (await factsOf(servers, channel))?.name ?? '')
    },
    post: (channel, body, key) => named(channel, posting.post(channel, body, key)),
    reply: (channel, to, body, key) => named(channel, posting.reply(channel, to, body, key)),
    edit: (channel, message, body) => named(channel, posting.edit(channel, message, body)),
    remove: (channel, message) => named(channel, posting.remove(channel, message)),
    get pace() {
      return isWhole() ? pace : sharedPace
    },
    hearsAll: isWhole,
    openThread: createThreads({ servers, rest, timeoutMs, signIn: again }),
    mentionable: (workspace, typed) => roleNamed(servers, workspace, typed),
    readBack: posting.readBack,
    openDm: posting.openDm,
    channelFacts: (channel) => factsOf(servers, channel),
    typing: async (channel) =>
      void (await rest.post(Routes.channelTyping(channel)).catch(() => undefined)),
    linkTo: (workspace, channel, message) =>
      `https://discord.com/channels/${workspace || '@me'}/${channel}/${message}`,
    ...members,
    channels: (workspace, person) => channelsOf(servers, workspace, person),
    writtenSince: (channel, message, since) => writtenSince(rest, channel, message, since),
    fetchFile: createFetchFile(settings),
    isUp: () => of !== Number.POSITIVE_INFINITY && !leaving.signal.aborted && fleet.isUp(),
    async stop() {
      leaving.abort()
      await fleet.stop()
      await far.destroy()
      rest.clearHashSweeper()
      rest.clearHandlerSweeper()
    },
  }
}
