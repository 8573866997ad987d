import type { World } from '../api/world.ts'
import { channelJson } from '../json/channels.ts'
import { guildCreateJson } from '../json/guilds.ts'
import { ownMemberJson, roleJson } from '../json/people.ts'
import { changes } from './changes.ts'
import {
  makeBotRole,
  makeChannel,
  makeDm,
  makeGuild,
  makeRole,
  makeThread,
  makeUser,
} from './making.ts'
import { isThread, permissionsIn } from './permissions.ts'
import type { Channel, Guild, Json, User } from './records.ts'
import { newId } from './snowflake.ts'

export type Tell = (event: string, data: Json) => void

/** Servers, channels and people. What changes in a server that the bot is in, it is told of. */
export const createWorld = (tell: Tell): World => {
  const bot: User = { id: newId(), name: 'Sitrep', isBot: true, dms: 'open' }
  const guilds = new Map<string, Guild>()
  const channels = new Map<string, Channel>()
  const users = new Map([[bot.id, bot]])
  const dms = new Map<string, Channel>()
  const { tellGuild, ...changing } = changes({ bot, guilds, channels, tell })

  const placed = (channel: Channel): Channel => {
    channels.set(channel.id, channel)
    channel.guild?.channels.set(channel.id, channel)
    if (!isThread(channel)) tellGuild(channel.guild, 'CHANNEL_CREATE', channelJson(channel))
    else if (permissionsIn(channel, bot.id) !== 0n)
      tellGuild(channel.guild, 'THREAD_CREATE', { ...channelJson(channel), newly_created: true })
    return channel
  }

  const world: World = {
    bot,
    guilds,
    channels,
    users,
    ...changing,
    user(name, wish) {
      const made = makeUser(name, wish)
      users.set(made.id, made)
      return made
    },
    guild(name, wish = {}) {
      const guild = makeGuild(name, wish, wish.owner ?? world.user(`${name} owner`))
      guilds.set(guild.id, guild)
      world.join(guild, guild.owner)
      if (wish.isJoined === false) return guild
      world.join(guild, bot, [makeBotRole(guild, bot, wish.bot)])
      guild.isJoined = true
      tell('GUILD_CREATE', guildCreateJson(guild, bot))
      return guild
    },
    channel: (guild, name, wish) => placed(makeChannel(guild, name, wish)),
    thread: (parent, name, wish = {}) => placed(makeThread(parent, name, wish)),
    role(guild, name, permissions = [], wish = {}) {
      const role = makeRole(guild, name, permissions, wish)
      tellGuild(guild, 'GUILD_ROLE_CREATE', { guild_id: guild.id, role: roleJson(role) })
      return role
    },
    join(guild, user, roles = []) {
      const known = guild.members.get(user.id)
      const member = known ?? { user, roles: new Set(), joinedAt: new Date().toISOString() }
      for (const { id } of roles) member.roles.add(id)
      guild.members.set(user.id, member)
      // Without the members intent the bot hears of nobody but itself.
      if (known && user === bot)
        tellGuild(guild, 'GUILD_MEMBER_UPDATE', ownMemberJson(guild, member))
    },
    leave: (guild, { id }) => void guild.members.delete(id),
    dm(person) {
      const known = dms.get(person.id)
      if (known) return known
      const made = placed(makeDm(bot, person))
      dms.set(person.id, made)
      return made
    },
    botRole(guild) {
      const [id = ''] = guild.members.get(bot.id)?.roles ?? []
      const found = guild.roles.get(id)
      if (!found) throw new Error(`the bot has no role in ${guild.name}`)
      return found
    },
  }
  return world
}

/** The person whom a direct-message channel is with. */
export const recipient = ({ users, bot }: World, { people }: Channel): User =>
  users.get([...people].find((id) => id !== bot.id) ?? '') ?? bot
