import { isThread, permissionsIn, permissionsOf } from '../world/permissions.ts'
import type { Channel, Guild, Json, User } from '../world/records.ts'
import { channelJson } from './channels.ts'
import { memberJson, roleJson } from './people.ts'

export const guildJson = (guild: Guild): Json => ({
  id: guild.id,
  name: guild.name,
  owner_id: guild.owner.id,
  features: guild.features,
  vanity_url_code: guild.vanity ?? null,
  preferred_locale: guild.locale,
  roles: [...guild.roles.values()].map(roleJson),
  ...always,
})

/** What no test of ours turns on. */
const always: Json = {
  emojis: [],
  stickers: [],
  icon: null,
  icon_hash: null,
  splash: null,
  discovery_splash: null,
  banner: null,
  description: null,
  region: 'deprecated',
  afk_channel_id: null,
  afk_timeout: 300,
  verification_level: 1,
  default_message_notifications: 1,
  explicit_content_filter: 2,
  mfa_level: 0,
  nsfw: false,
  nsfw_level: 0,
  application_id: null,
  system_channel_id: null,
  system_channel_flags: 0,
  rules_channel_id: null,
  public_updates_channel_id: null,
  safety_alerts_channel_id: null,
  max_presences: null,
  max_members: 25_000_000,
  premium_tier: 0,
  premium_subscription_count: 0,
  premium_progress_bar_enabled: false,
  incidents_data: null,
}

/** A server as the gateway brings it to a client without the privileged members intent. */
export const guildCreateJson = (guild: Guild, bot: User): Json => {
  const all = [...guild.channels.values()]
  const self = guild.members.get(bot.id)
  const isActive = (one: Channel): boolean => !one.archived && permissionsIn(one, bot.id) !== 0n
  return {
    ...guildJson(guild),
    joined_at: self?.joinedAt,
    large: guild.members.size > 50,
    unavailable: false,
    member_count: guild.members.size,
    members: self ? [memberJson(self)] : [],
    channels: all.filter((one) => !isThread(one)).map(channelJson),
    threads: all.filter((one) => isThread(one) && isActive(one)).map(channelJson),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}

/** A server in the list of those the bot is in. */
export const listedGuildJson = (guild: Guild, bot: User): Json => ({
  id: guild.id,
  name: guild.name,
  icon: null,
  banner: null,
  owner: guild.owner.id === bot.id,
  permissions: `${permissionsOf(guild, bot.id)}`,
  features: guild.features,
})
