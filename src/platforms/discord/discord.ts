import { Events, PermissionFlagsBits, Routes } from 'discord.js'
import type { ChatPlatform, Door, Outcome, Pace } from '#core/chat'
import type { Log } from '#core/log'
import { openWork } from '../open-work.ts'
import { channelsOf } from './channels.ts'
import { createClient, createRest, type DiscordSettings, postsPerSecond } from './client.ts'
import { keepRegistered } from './commands/keep-registered.ts'
import { channelOf, factsOf, ownPermissions } from './facts.ts'
import { isUp, type Lost, leave, logGateway, signIn } from './gateway.ts'
import { createMembers } from './members.ts'
import { createPosting } from './post/posting.ts'
import { createThreads } from './post/threads.ts'
import { createFetchFile } from './receive/files.ts'
import { takeInteractions } from './receive/take-interactions.ts'
import { takeMessages, writtenSince } from './receive/take-messages.ts'
import { watchRooms } from './receive/watch-rooms.ts'
import { presentTo } from './render/present.ts'
import { roleNamed } from './roles.ts'

/** Of Discord's 50 a second, a few are left to the gateway's own requests; its buckets see to each channel. */
const pace: Pace = { per: 'bot', start: postsPerSecond, most: postsPerSecond, perChannelMs: 0 }

/** Sitrep on Discord. Everything it keeps of Discord is what the gateway has told since the start. */
export const createDiscord = (
  settings: DiscordSettings,
  log: Log,
  lost: Lost = () => undefined,
): ChatPlatform => {
  const client = createClient(settings)
  const rest = createRest(settings)
  const members = createMembers(client, rest)
  const work = openWork((error) => log.error({ err: error }, 'something on Discord went wrong'))
  const leaving = new AbortController()
  let present = presentTo({ keep: async () => undefined })

  const mayRead = async (channel: string): Promise<boolean> => {
    const found = await channelOf(client, channel)
    if (!found || found.isDMBased()) return found !== undefined
    const permissions = await ownPermissions(found)
    return permissions?.has(PermissionFlagsBits.ReadMessageHistory) ?? false
  }
  const { timeoutMs } = settings
  const again = () => void rest.setToken(settings.token)
  const me = () => client.user?.id ?? ''
  const posting = createPosting({ rest, timeoutMs, me, mayRead, signIn: again })
  /** The same, naming what is missing where something is. */
  const named = async (channel: string, sending: Promise<Outcome>): Promise<Outcome> => {
    const outcome = await sending
    if (outcome.kind !== 'forbidden') return outcome
    return { ...outcome, missing: (await factsOf(client, channel))?.missing ?? [] }
  }

  return {
    name: 'discord',
    async start(door: Door) {
      present = presentTo(door)
      takeInteractions({ client, door, work, present, log })
      takeMessages(client, door, work)
      watchRooms(client, door, work)
      logGateway(client, log, lost)
      // A session that could not be resumed has lost what was written meanwhile.
      client.on(Events.ShardReady, () => void work.run(() => door.recover()))
      client.once(Events.ClientReady, (ready) => {
        const { id } = ready.application
        void keepRegistered({ rest, log, leaving: leaving.signal }, id, door.commands)
        for (const guild of ready.guilds.cache.keys()) void work.run(() => door.roomChanged(guild))
      })
      await signIn({ client, rest, log, settings, leaving: leaving.signal })
    },
    async render(reply, occasion, channel) {
      if (occasion === 'command') return present.answer(reply)
      if (occasion === 'answer') return present.message(reply)
      return present.unasked(reply, (await factsOf(client, channel))?.name ?? '')
    },
    post: (channel, body, key) => named(channel, posting.post(channel, body, key)),
    reply: (channel, to, body, key) => named(channel, posting.reply(channel, to, body, key)),
    edit: (channel, message, body) => named(channel, posting.edit(channel, message, body)),
    remove: (channel, message) => named(channel, posting.remove(channel, message)),
    pace,
    openThread: createThreads({ client, rest, timeoutMs, signIn: again }),
    mentionable: (workspace, typed) => roleNamed(client, workspace, typed),
    readBack: posting.readBack,
    openDm: posting.openDm,
    channelFacts: (channel) => factsOf(client, channel),
    typing: async (channel) =>
      void (await rest.post(Routes.channelTyping(channel)).catch(() => undefined)),
    linkTo: (workspace, channel, message) =>
      `https://discord.com/channels/${workspace || '@me'}/${channel}/${message}`,
    ...members,
    channels: (workspace, person) => channelsOf(client, workspace, person),
    writtenSince: (channel, message, since) => writtenSince(rest, channel, message, since),
    fetchFile: createFetchFile(settings),
    isUp: () => isUp(client),
    async stop() {
      leaving.abort()
      client.removeAllListeners()
      // A late fault of a closing connection has nobody left to tell.
      client.on(Events.Error, () => undefined)
      if (!(await work.ended(settings.stopWithinMs)))
        log.warn({ open: work.size }, 'stopped before everything was answered')
      await leave(client)
      rest.clearHashSweeper()
      rest.clearHandlerSweeper()
    },
  }
}
