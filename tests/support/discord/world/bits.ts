import type { Bits, Permissions } from './records.ts'

/** The place of each permission's bit, from Discord's documentation (topics/permissions). */
const places = {
  CreateInstantInvite: 0,
  KickMembers: 1,
  BanMembers: 2,
  Administrator: 3,
  ManageChannels: 4,
  ManageGuild: 5,
  AddReactions: 6,
  ViewAuditLog: 7,
  ViewChannel: 10,
  SendMessages: 11,
  SendTTSMessages: 12,
  ManageMessages: 13,
  EmbedLinks: 14,
  AttachFiles: 15,
  ReadMessageHistory: 16,
  MentionEveryone: 17,
  UseExternalEmojis: 18,
  Connect: 20,
  Speak: 21,
  ChangeNickname: 26,
  ManageNicknames: 27,
  ManageRoles: 28,
  ManageWebhooks: 29,
  UseApplicationCommands: 31,
  ManageThreads: 34,
  CreatePublicThreads: 35,
  CreatePrivateThreads: 36,
  SendMessagesInThreads: 38,
  ModerateMembers: 40,
  SendPolls: 49,
  UseExternalApps: 50,
  PinMessages: 51,
} as const

export type Permission = keyof typeof places

export const bitsOf = (permissions: Permissions): Bits =>
  typeof permissions === 'bigint'
    ? permissions
    : permissions.reduce((bits, name) => bits | (1n << BigInt(places[name])), 0n)

/** Every bit that Discord knows, which is what an owner and an administrator have. */
export const allBits: Bits = (1n << 53n) - 1n

/** What @everyone may in a new server. */
export const everyoneBits = bitsOf([
  'CreateInstantInvite',
  'AddReactions',
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
  'MentionEveryone',
  'UseExternalEmojis',
  'Connect',
  'Speak',
  'ChangeNickname',
  'UseApplicationCommands',
  'CreatePublicThreads',
  'CreatePrivateThreads',
  'SendMessagesInThreads',
  'SendPolls',
  'UseExternalApps',
])

/** What an app may in a direct message with somebody, as Discord states it (interaction object). */
export const directBits = bitsOf([
  'AttachFiles',
  'EmbedLinks',
  'MentionEveryone',
  'UseExternalEmojis',
])

export const has = (bits: Bits, ...names: Permission[]): boolean => {
  const wanted = bitsOf(names)
  return (bits & wanted) === wanted
}
