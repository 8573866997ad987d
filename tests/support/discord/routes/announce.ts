import type { World } from '../api/world.ts'
import { messageJson } from '../json/messages.ts'
import { partialMemberJson } from '../json/people.ts'
import type { Place } from '../place.ts'
import { has } from '../world/bits.ts'
import { permissionsIn } from '../world/permissions.ts'
import type { Channel, Json, Message } from '../world/records.ts'

/** Tells the clients of a message, where it is not private and they can see its channel. */
export const announce = (
  { gateway, world, messages, news }: Place,
  what: 'CREATE' | 'UPDATE' | 'DELETE',
  message: Message,
): void => {
  const channel = world.channels.get(message.channel)
  const isSeen = channel && has(permissionsIn(channel, world.bot.id), 'ViewChannel')
  if (isSeen && message.ephemeralFor === undefined)
    gateway.dispatch(`MESSAGE_${what}`, {
      ...(what === 'DELETE' ? { id: message.id } : messageJson(message)),
      ...whereJson(channel, message, world),
      ...repliedTo(message, messages.get(message.replyTo ?? '')),
      // Only the event of its creation says what nonce a message was created with.
      ...(what === 'CREATE' && message.nonce !== undefined && { nonce: message.nonce }),
    })
  news.tell()
}

const whereJson = ({ id, guild }: Channel, { author }: Message, { bot }: World): Json => {
  if (!guild) return { channel_id: id, channel_type: 1 }
  const member = author === bot ? undefined : guild.members.get(author.id)
  return {
    channel_id: id,
    guild_id: guild.id,
    ...(member && { member: partialMemberJson(member) }),
  }
}

const repliedTo = ({ replyTo }: Message, found: Message | undefined): Json =>
  replyTo === undefined ? {} : { referenced_message: found ? messageJson(found) : null }
