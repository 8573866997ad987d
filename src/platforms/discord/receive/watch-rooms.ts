import { type Client, Events } from 'discord.js'
import type { Door } from '#core/chat'
import type { Word } from '#core/word'
import type { OpenWork } from '../../open-work.ts'

/** Whatever may let more people read somewhere: channels, their servers and the roles of everyone. */
export const watchRooms = (client: Client, door: Door, work: OpenWork): void => {
  const look = (guild: string, channel?: string) =>
    void work.run(() => door.roomChanged(guild, channel))
  client
    .on(Events.ChannelUpdate, (_, channel) => {
      if (!channel.isDMBased()) look(channel.guildId, channel.id)
    })
    .on(Events.GuildUpdate, (_, guild) => look(guild.id))
    .on(Events.GuildRoleUpdate, (_, role) => {
      if (role.id === role.guild.id) look(role.guild.id)
    })
    .on(Events.GuildAvailable, (guild) => look(guild.id))
    .on(Events.GuildCreate, (guild) => look(guild.id))
}

/** Whatever may change where the bot may post, and who reads it there: other processes post there too. */
export const passWordOfRooms = (client: Client, pass: Word['pass'], work: OpenWork): void => {
  const tell = (guild: string) => void work.run(() => pass(guild))
  client
    .on(Events.GuildCreate, ({ id }) => tell(id))
    .on(Events.GuildUpdate, (_, { id }) => tell(id))
    .on(Events.GuildDelete, ({ id }) => tell(id))
    .on(Events.GuildRoleCreate, ({ guild }) => tell(guild.id))
    .on(Events.GuildRoleUpdate, (_, { guild }) => tell(guild.id))
    .on(Events.GuildRoleDelete, ({ guild }) => tell(guild.id))
    .on(Events.GuildMemberUpdate, (_, { id, guild }) => {
      if (id === client.user?.id) tell(guild.id)
    })
    .on(Events.ChannelCreate, ({ guildId }) => tell(guildId))
    .on(Events.ThreadUpdate, (_, { guildId }) => tell(guildId))
    .on(Events.ThreadDelete, ({ guildId }) => tell(guildId))
    .on(Events.ChannelUpdate, (_, channel) => {
      if (!channel.isDMBased()) tell(channel.guildId)
    })
    .on(Events.ChannelDelete, (channel) => {
      if (!channel.isDMBased()) tell(channel.guildId)
    })
}
