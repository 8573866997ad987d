import { allBits, bitsOf, directBits, everyoneBits, has } from './bits.ts'
import type { Bits, Channel, Guild, Member } from './records.ts'

const guildBits = (guild: Guild, { user, roles }: Member): Bits => {
  if (guild.owner.id === user.id) return allBits
  const bits = [guild.id, ...roles].reduce((sum, id) => sum | (guild.roles.get(id)?.bits ?? 0n), 0n)
  return has(bits, 'Administrator') ? allBits : bits
}

const overwritten = (bits: Bits, layer: readonly { allow: Bits; deny: Bits }[]): Bits => {
  const deny = layer.reduce((sum, one) => sum | one.deny, 0n)
  const allow = layer.reduce((sum, one) => sum | one.allow, 0n)
  return (bits & ~deny) | allow
}

/** Who cannot see a channel can do nothing in it; who cannot write can neither embed nor attach. */
const withoutImplied = (bits: Bits, isThread: boolean): Bits => {
  if (!has(bits, 'ViewChannel')) return 0n
  if (has(bits, isThread ? 'SendMessagesInThreads' : 'SendMessages')) return bits
  return bits & ~bitsOf(['EmbedLinks', 'AttachFiles', 'MentionEveryone', 'SendTTSMessages'])
}

export const isThread = ({ type }: Channel): boolean =>
  type === 'thread' || type === 'privateThread' || type === 'announcementThread'

/**
 * What somebody may in a channel: @everyone, their roles, then the channel's overwrites for
 * @everyone, for roles and for them, by Discord's rule (topics/permissions). A thread has its
 * channel's; a private one is seen by those in it and who may manage threads. None for strangers.
 */
export const permissionsIn = (channel: Channel, user: string): Bits => {
  const { guild } = channel
  if (!guild) return channel.people.has(user) ? directBits | everyoneBits : 0n
  const member = guild.members.get(user)
  if (!member) return 0n
  const base = guildBits(guild, member)
  if (base === allBits) return allBits
  const room = isThread(channel) ? (channel.parent ?? channel) : channel
  const layers = [[guild.id], [...member.roles], [user]]
  const after = layers.reduce(
    (bits, ids) =>
      overwritten(
        bits,
        room.overwrites.filter(({ id }) => ids.includes(id)),
      ),
    base,
  )
  const bits = withoutImplied(after, isThread(channel))
  const isOutside = channel.type === 'privateThread' && !channel.people.has(user)
  return isOutside && !has(bits, 'ManageThreads') ? 0n : bits
}

/** What somebody may in a server as a whole. */
export const permissionsOf = (guild: Guild, user: string): Bits => {
  const member = guild.members.get(user)
  return member ? guildBits(guild, member) : 0n
}
