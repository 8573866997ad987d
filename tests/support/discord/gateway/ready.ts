import type { World } from '../api/world.ts'
import { guildCreateJson } from '../json/guilds.ts'
import { ownUserJson } from '../json/people.ts'
import type { Guild, Json } from '../world/records.ts'

const joined = ({ guilds }: World): Guild[] =>
  [...guilds.values()].filter(({ isJoined }) => isJoined)

/** READY, where every server is still unavailable. */
export const readyJson = (world: World): Json => ({
  v: 10,
  user: ownUserJson(world.bot),
  guilds: joined(world).map(({ id }) => ({ id, unavailable: true })),
  application: { id: world.bot.id, flags: 0 },
  private_channels: [],
  relationships: [],
  presences: [],
  session_type: 'normal',
})

/** What follows READY: each server in full. */
export const greeting = (world: World): { event: string; data: Json }[] =>
  joined(world).map((guild) => ({ event: 'GUILD_CREATE', data: guildCreateJson(guild, world.bot) }))
