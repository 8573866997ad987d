import type { World } from '../api/world.ts'
import { permissionsIn } from '../world/permissions.ts'
import type { Channel, Guild, Json, User } from '../world/records.ts'
import { channelJson, dmJson } from './channels.ts'
import { actingMemberJson, userJson } from './people.ts'

/** Discord's types of interactions. */
export const interactionTypes = { command: 2, component: 3, autocomplete: 4, submit: 5 } as const

/** Discord's types of callbacks: the first response to an interaction. */
export const callbackTypes = {
  message: 4,
  deferral: 5,
  silentDeferral: 6,
  update: 7,
  choices: 8,
  modal: 9,
} as const

/** In a server, and in direct messages with the bot (interaction context types). */
const contexts = { guild: 0, botDm: 1 } as const

type Who = { user: User; locale: string }

/** Everything of an interaction but its kind and data: who asks, where, and what is allowed there. */
export const askedJson = (
  { bot, users }: World,
  { user, locale }: Who,
  channel: Channel,
): Json => ({
  application_id: bot.id,
  version: 1,
  channel_id: channel.id,
  locale,
  entitlements: [],
  attachment_size_limit: 10_485_760,
  app_permissions: `${permissionsIn(channel, bot.id)}`,
  ...(channel.guild
    ? inGuild(channel.guild, user, channel)
    : { ...inDm, channel: dmJson(channel, users.get(user.id) ?? user), user: userJson(user) }),
})

const inDm: Json = { context: contexts.botDm, authorizing_integration_owners: { 0: '0' } }

const inGuild = (guild: Guild, user: User, channel: Channel): Json => {
  const member = guild.members.get(user.id)
  if (!member) throw new Error(`${user.name} is no member of ${guild.name}`)
  return {
    guild_id: guild.id,
    guild: { id: guild.id, locale: guild.locale, features: guild.features },
    guild_locale: guild.locale,
    channel: { ...channelJson(channel), permissions: `${permissionsIn(channel, user.id)}` },
    member: actingMemberJson(member, channel),
    context: contexts.guild,
    // A server that did not let the app in is not named: only the person who brought it along is.
    authorizing_integration_owners: guild.isJoined ? { 0: guild.id } : { 1: user.id },
  }
}
