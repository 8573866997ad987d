import { PermissionFlagsBits } from 'discord.js'

/** What the bot is to be allowed in a server, in the words of Discord's settings for roles. */
export const permissions = {
  'View Channels': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads,
  'Embed Links': PermissionFlagsBits.EmbedLinks,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
} as const

/** The names of those that a set of permissions lacks; an administrator lacks none. */
export const lackedBy = (held: bigint): string[] =>
  (held & PermissionFlagsBits.Administrator) !== 0n
    ? []
    : Object.entries(permissions)
        .filter(([, permission]) => (held & permission) === 0n)
        .map(([name]) => name)
