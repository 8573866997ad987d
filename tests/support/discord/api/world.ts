import type { Channel, ChannelType, Guild, Permissions, Role, User } from '../world/records.ts'

export type World = {
  bot: User
  guilds: Map<string, Guild>
  /** Every channel by id, direct messages and threads too. */
  channels: Map<string, Channel>
  users: Map<string, User>
  guild(name: string, wish?: GuildWish): Guild
  channel(guild: Guild, name: string, wish?: ChannelWish): Channel
  thread(parent: Channel, name: string, wish?: ThreadWish): Channel
  role(
    guild: Guild,
    name: string,
    permissions?: Permissions,
    wish?: { isMentionable?: boolean; isManaged?: boolean },
  ): Role
  user(name: string, wish?: { id?: string; dms?: User['dms'] }): User
  /** Makes somebody a member, or gives a member more roles. */
  join(guild: Guild, user: User, roles?: readonly Role[]): void
  leave(guild: Guild, user: User): void
  /** The direct messages between the bot and somebody. */
  dm(user: User): Channel
  /** The bot's own role in a server, the one it got by its invitation. */
  botRole(guild: Guild): Role
  changeGuild(
    guild: Guild,
    patch: Partial<Pick<Guild, 'name' | 'features' | 'owner' | 'locale'>> & { vanity?: string },
  ): void
  changeChannel(channel: Channel, patch: ChannelWish & { name?: string; archived?: boolean }): void
  changeRole(role: Role, patch: { name?: string; permissions?: Permissions }): void
  removeChannel(channel: Channel): void
  removeRole(role: Role): void
  /** The bot is taken out of a server; `outage` leaves it a member whom Discord cannot serve. */
  removeBot(guild: Guild, why?: 'kicked' | 'outage'): void
  /** The bot is let in again, or the outage is over. */
  addBot(guild: Guild): void
}

export type GuildWish = {
  id?: string
  /** `COMMUNITY`, `DISCOVERABLE` and the like. */
  features?: string[]
  vanity?: string
  owner?: User
  everyone?: Permissions
  /** What the bot's own role allows. */
  bot?: Permissions
  /** Whether the bot is in it; it is unless told. */
  isJoined?: boolean
}

export type ChannelWish = {
  id?: string
  type?: Extract<ChannelType, 'text' | 'announcement' | 'voice' | 'forum' | 'category'>
  parent?: Channel
  topic?: string
  overwrites?: readonly OverwriteWish[]
}

export type ThreadWish = { id?: string; isPrivate?: boolean; people?: readonly User[] }

export type OverwriteWish = {
  for: Role | User | 'everyone'
  allow?: Permissions
  deny?: Permissions
}
