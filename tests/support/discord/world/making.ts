import type { ChannelWish, GuildWish, OverwriteWish, ThreadWish } from '../api/world.ts'
import { bitsOf, everyoneBits } from './bits.ts'
import type { Channel, Guild, Overwrite, Permissions, Role, User } from './records.ts'
import { newId } from './snowflake.ts'

/** What the bot asks for with its invitation, unless a test asks for something else. */
export const invited = bitsOf([
  'ViewChannel',
  'SendMessages',
  'CreatePublicThreads',
  'SendMessagesInThreads',
  'EmbedLinks',
  'ReadMessageHistory',
])

export const makeUser = (name: string, wish: { id?: string; dms?: User['dms'] } = {}): User => ({
  id: wish.id ?? newId(),
  name,
  isBot: false,
  dms: wish.dms ?? 'open',
})

/** Adds a role to a server. */
export const makeRole = (
  guild: Guild,
  name: string,
  may: Permissions,
  { id = newId(), isMentionable = false, isManaged = false }: Partial<Role> = {},
): Role => {
  const place = { id, guild: guild.id, position: guild.roles.size }
  const role = { ...place, name, bits: bitsOf(may), isMentionable, isManaged }
  guild.roles.set(id, role)
  return role
}

/** The role that an app gets by its invitation. */
export const makeBotRole = (guild: Guild, bot: User, may: Permissions = invited): Role =>
  makeRole(guild, bot.name, may, { isManaged: true })

/** A server with nothing but @everyone, whose id is the server's. */
export const makeGuild = (name: string, wish: GuildWish, owner: User): Guild => {
  const guild: Guild = {
    id: wish.id ?? newId(),
    name,
    owner,
    features: wish.features ?? [],
    ...(wish.vanity !== undefined && { vanity: wish.vanity }),
    locale: 'en-GB',
    roles: new Map(),
    channels: new Map(),
    members: new Map(),
    isJoined: false,
  }
  makeRole(guild, '@everyone', wish.everyone ?? everyoneBits, { id: guild.id })
  return guild
}

export const makeChannel = (
  guild: Guild | undefined,
  name: string,
  wish: ChannelWish = {},
): Channel => ({
  id: wish.id ?? newId(),
  type: wish.type ?? 'text',
  name,
  ...(guild && { guild }),
  ...(wish.parent && { parent: wish.parent }),
  ...(wish.topic !== undefined && { topic: wish.topic }),
  overwrites: (wish.overwrites ?? []).map((one) => makeOverwrite(one, guild)),
  people: new Set(),
  archived: false,
})

export const makeThread = (
  parent: Channel,
  name: string,
  { id, isPrivate = false, people = [] }: ThreadWish,
): Channel => ({
  ...makeChannel(parent.guild, name, { parent, ...(id !== undefined && { id }) }),
  type: isPrivate ? 'privateThread' : publicThread(parent),
  people: new Set(people.map(({ id }) => id)),
})

const publicThread = ({ type }: Channel): Channel['type'] =>
  type === 'announcement' ? 'announcementThread' : 'thread'

export const makeDm = (bot: User, person: User): Channel => ({
  ...makeChannel(undefined, person.name),
  type: 'dm',
  people: new Set([bot.id, person.id]),
})

export const makeOverwrite = (wish: OverwriteWish, guild: Guild | undefined): Overwrite => ({
  id: wish.for === 'everyone' ? (guild?.id ?? '') : wish.for.id,
  type: wish.for !== 'everyone' && 'isBot' in wish.for ? 'member' : 'role',
  allow: bitsOf(wish.allow ?? []),
  deny: bitsOf(wish.deny ?? []),
})
