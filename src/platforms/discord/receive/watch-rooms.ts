import { type Client, Events } from 'discord.js'
import type { Door } from '#core/chat'
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
