import {
  type Channel,
  ChannelType,
  type Guild,
  type GuildBasedChannel,
  PermissionFlagsBits,
  type PermissionsBitField,
} from 'discord.js'
import type { ChannelFacts } from '#core/places'
import type { Servers, Thread } from './servers.ts'

/** Permissions in the words of Discord's own settings. */
const toPost = [
  [PermissionFlagsBits.ViewChannel, 'View Channel'],
  [PermissionFlagsBits.EmbedLinks, 'Embed Links'],
] as const
const inChannels = [PermissionFlagsBits.SendMessages, 'Send Messages'] as const
const inThreads = [PermissionFlagsBits.SendMessagesInThreads, 'Send Messages in Threads'] as const

/** What is known of a channel from what the gateway keeps up to date; else it is asked for. */
export const factsOf = async (servers: Servers, id: string): Promise<ChannelFacts | undefined> => {
  const thread = servers.openedHere(id)
  if (thread) return factsOfThread(servers, thread)
  const channel = await channelOf(servers, id)
  if (!channel || channel.isDMBased()) return undefined
  const room = channel.isThread() ? channel.parent : channel
  if (!room) return undefined
  return {
    workspace: channel.guildId,
    name: `#${channel.name}`,
    room: room.id,
    roomName: `#${room.name}`,
    ...openness(room),
    missing: await missingIn(channel),
  }
}

/** Those of its channel are known already, and who may write in it hangs on these. */
const factsOfThread = async (
  servers: Servers,
  { channel, name }: Thread,
): Promise<ChannelFacts | undefined> => {
  const room = await channelOf(servers, channel)
  if (!room || room.isDMBased() || room.isThread()) return undefined
  return {
    workspace: room.guildId,
    name: `#${name}`,
    room: room.id,
    roomName: `#${room.name}`,
    ...openness(room),
    missing: await lackingIn(room, inThreads),
  }
}

export const channelOf = (servers: Servers, id: string): Promise<Channel | undefined> =>
  servers.channel(id).catch(() => undefined)

const openness = (room: GuildBasedChannel): { open?: string } => {
  if (room.type === ChannelType.GuildAnnouncement)
    return { open: 'it is an announcement channel, which other servers can follow' }
  const joinable = guildOpenness(room.guild)
  const everyone = room.permissionsFor(room.guild.roles.everyone)
  const isForAll = everyone?.has(PermissionFlagsBits.ViewChannel) ?? true
  return joinable !== undefined && isForAll ? { open: joinable } : {}
}

/** Ways into a server that need nobody's invitation, as half a sentence. */
export const guildOpenness = (guild: Guild): string | undefined => {
  const features: readonly string[] = guild.features
  if (features.includes('DISCOVERABLE')) return 'anyone can find and join this server'
  if (guild.vanityURLCode) return 'this server has a public address that anyone can join by'
  if (features.includes('PREVIEW_ENABLED')) return 'this server can be read without joining'
  if (guild.widgetEnabled && guild.widgetChannelId)
    return 'this server has a widget that invites anyone'
  return undefined
}

type Postable = Exclude<Channel, { isDMBased(): true }> & GuildBasedChannel

const missingIn = async (channel: Postable): Promise<string[]> => {
  if (channel.type === ChannelType.PrivateThread && !channel.joined)
    return ['to be added to this thread']
  return lackingIn(channel, channel.isThread() ? inThreads : inChannels)
}

const lackingIn = async (
  channel: GuildBasedChannel,
  send: typeof inThreads | typeof inChannels,
): Promise<string[]> => {
  const permissions = await ownPermissions(channel)
  if (!permissions) return []
  return [...toPost, send].filter(([bit]) => !permissions.has(bit)).map(([, name]) => name)
}

/** What the bot may do in a channel; undefined where that cannot be read. */
export const ownPermissions = async (
  channel: GuildBasedChannel,
): Promise<Readonly<PermissionsBitField> | undefined> => {
  const { members } = channel.guild
  const me = members.me ?? (await members.fetchMe().catch(() => null))
  return (me && channel.permissionsFor(me)) ?? undefined
}
