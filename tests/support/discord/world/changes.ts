import type { World } from '../api/world.ts'
import { channelJson } from '../json/channels.ts'
import { guildCreateJson, guildJson } from '../json/guilds.ts'
import { roleJson } from '../json/people.ts'
import { bitsOf } from './bits.ts'
import { makeBotRole, makeOverwrite } from './making.ts'
import { isThread } from './permissions.ts'
import type { Channel, Guild, Json, User } from './records.ts'

type Parts = {
  bot: User
  guilds: ReadonlyMap<string, Guild>
  channels: Map<string, Channel>
  tell: (event: string, data: Json) => void
}

type Changes = Pick<
  World,
  | 'changeGuild'
  | 'changeChannel'
  | 'changeRole'
  | 'removeChannel'
  | 'removeRole'
  | 'removeBot'
  | 'addBot'
> & { tellGuild(guild: Guild | undefined, event: string, data: Json): void }

/** What can happen to what is there, each told to the bot where it is a member. */
export const changes = ({ bot, guilds, channels, tell }: Parts): Changes => {
  const tellGuild: Changes['tellGuild'] = (guild, event, data) => {
    if (guild?.isJoined) tell(event, data)
  }
  const forget = (channel: Channel): void => {
    channels.delete(channel.id)
    channel.guild?.channels.delete(channel.id)
  }
  return {
    tellGuild,
    changeGuild(guild, patch) {
      Object.assign(guild, patch)
      tellGuild(guild, 'GUILD_UPDATE', guildJson(guild))
    },
    changeChannel(channel, { overwrites, ...patch }) {
      Object.assign(channel, patch)
      if (overwrites)
        channel.overwrites = overwrites.map((one) => makeOverwrite(one, channel.guild))
      tellGuild(channel.guild, `${kind(channel)}_UPDATE`, channelJson(channel))
    },
    changeRole(role, { name = role.name, permissions = role.bits }) {
      Object.assign(role, { name, bits: bitsOf(permissions) })
      const data = { guild_id: role.guild, role: roleJson(role) }
      tellGuild(guilds.get(role.guild), 'GUILD_ROLE_UPDATE', data)
    },
    removeChannel(channel) {
      forget(channel)
      for (const one of [...channels.values()])
        if (isThread(one) && one.parent === channel) forget(one)
      tellGuild(channel.guild, `${kind(channel)}_DELETE`, channelJson(channel))
    },
    removeRole({ id, guild: guildId }) {
      const guild = guilds.get(guildId)
      guild?.roles.delete(id)
      for (const { roles } of guild?.members.values() ?? []) roles.delete(id)
      tellGuild(guild, 'GUILD_ROLE_DELETE', { guild_id: guildId, role_id: id })
    },
    removeBot(guild, why = 'kicked') {
      if (why === 'outage') return tell('GUILD_DELETE', { id: guild.id, unavailable: true })
      tell('GUILD_DELETE', { id: guild.id })
      guild.members.delete(bot.id)
      guild.isJoined = false
    },
    addBot(guild) {
      if (!guild.members.has(bot.id)) {
        const roles = new Set([makeBotRole(guild, bot).id])
        guild.members.set(bot.id, { user: bot, roles, joinedAt: new Date().toISOString() })
      }
      guild.isJoined = true
      tell('GUILD_CREATE', guildCreateJson(guild, bot))
    },
  }
}

const kind = (channel: Channel): string => (isThread(channel) ? 'THREAD' : 'CHANNEL')
