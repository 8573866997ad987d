import { permissionsIn } from '../world/permissions.ts'
import type { Channel, Guild, Json, Member, Role, User } from '../world/records.ts'

export const userJson = ({ id, name, isBot }: User): Json => ({
  id,
  username: name.toLowerCase(),
  global_name: isBot ? null : name,
  discriminator: isBot ? '0001' : '0',
  avatar: null,
  bot: isBot,
  public_flags: 0,
  primary_guild: null,
})

/** The bot's own account, as READY and REST return it. */
export const ownUserJson = (bot: User): Json => ({
  ...userJson(bot),
  verified: true,
  mfa_enabled: true,
  locale: 'en-US',
  email: null,
  flags: 0,
})

export const roleJson = ({ id, name, bits, position, ...role }: Role): Json => ({
  id,
  name,
  permissions: `${bits}`,
  position,
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  managed: role.isManaged,
  mentionable: role.isMentionable,
  icon: null,
  unicode_emoji: null,
  flags: 0,
})

/** A member without the person: beside a message's author. */
export const partialMemberJson = ({ roles, joinedAt }: Member): Json => ({
  roles: [...roles],
  joined_at: joinedAt,
  nick: null,
  avatar: null,
  banner: null,
  premium_since: null,
  pending: false,
  communication_disabled_until: null,
  flags: 0,
  deaf: false,
  mute: false,
})

export const memberJson = (member: Member): Json => ({
  ...partialMemberJson(member),
  user: userJson(member.user),
})

export const ownMemberJson = (guild: Guild, member: Member): Json => ({
  ...memberJson(member),
  guild_id: guild.id,
})

/** A member as an interaction brings it: with what they may in that channel. */
export const actingMemberJson = (member: Member, channel: Channel): Json => ({
  ...memberJson(member),
  permissions: `${permissionsIn(channel, member.user.id)}`,
  unusual_dm_activity_until: null,
})
