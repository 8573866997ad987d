import { PermissionFlagsBits } from 'discord.js'

/** What the bot is to be allowed in a server, in the words of Discord's settings for roles. */
export const permissions = {
  'View Channels': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Create Public Threads': PermissionFlagsBits.CreatePublicThreads,
  'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads,
  'Embed Links': PermissionFlagsBits.EmbedLinks,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
} as const

export type PermissionName = keyof typeof permissions

/** Wanted, not needed: without it the details of a digest stand under it in the channel. */
export const toOpenThreads: PermissionName = 'Create Public Threads'

/** The names of those that a set of permissions lacks; an administrator lacks none. */
export const lackedBy = (held: bigint): PermissionName[] =>
  (held & PermissionFlagsBits.Administrator) !== 0n
    ? []
    : (Object.keys(permissions) as PermissionName[]).filter(
        (name) => (held & permissions[name]) === 0n,
      )
