import { isThread } from '../world/permissions.ts'
import {
  type Channel,
  channelTypes,
  type Json,
  type Overwrite,
  type User,
} from '../world/records.ts'
import { userJson } from './people.ts'

export const channelJson = (channel: Channel): Json => {
  const { id, type, name, guild } = channel
  const base = { id, type: channelTypes[type], flags: 0, last_message_id: null }
  if (!guild) return base
  const placed = { ...base, guild_id: guild.id, name, rate_limit_per_user: 0 }
  return { ...placed, ...(isThread(channel) ? threadFields(channel) : roomFields(channel)) }
}

/** A direct-message channel with the person in it, as REST and interactions return it. */
export const dmJson = (channel: Channel, other: User): Json => ({
  ...channelJson(channel),
  recipients: [userJson(other)],
})

const roomFields = ({ id, guild, parent, topic, overwrites }: Channel): Json => ({
  position: [...(guild?.channels.keys() ?? [])].indexOf(id),
  parent_id: parent?.id ?? null,
  topic: topic ?? null,
  nsfw: false,
  permission_overwrites: overwrites.map(overwriteJson),
})

const overwriteJson = ({ id, type, allow, deny }: Overwrite): Json => ({
  id,
  type: type === 'role' ? 0 : 1,
  allow: `${allow}`,
  deny: `${deny}`,
})

const threadFields = ({ archived, type, guild, parent, people }: Channel): Json => ({
  parent_id: parent?.id,
  owner_id: guild?.owner.id,
  message_count: 0,
  member_count: people.size,
  total_message_sent: 0,
  thread_metadata: {
    archived,
    auto_archive_duration: 1440,
    archive_timestamp: new Date().toISOString(),
    locked: false,
    ...(type === 'privateThread' && { invitable: false }),
  },
})
