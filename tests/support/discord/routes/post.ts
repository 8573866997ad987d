import { messageJson } from '../json/messages.ts'
import type { Place } from '../place.ts'
import { type Answer, ok, refusals } from '../rest/answers.ts'
import { judged } from '../rest/judge.ts'
import { type Broken, broken } from '../validate/broken.ts'
import { brokenByMessage } from '../validate/message.ts'
import { has } from '../world/bits.ts'
import type { Channel, Message } from '../world/records.ts'
import { recipient } from '../world/world.ts'
import { type MessageBody, rolesNamedIn, written } from '../world/writing.ts'
import { announce } from './announce.ts'
import { inChannel, maySend, type Room } from './channel.ts'

export const create = inChannel((room, call, place) => {
  const body = call.body as MessageBody
  return (
    unreachable(room.channel, place) ??
    forbidden(room, body) ??
    judged(call, place, brokenByMessage(body, { mayMention: place.mayMention })) ??
    repeated(body, place) ??
    judged(call, place, brokenByReference(body, room.channel, place)) ??
    post(room, body, place)
  )
})

const unreachable = (channel: Channel, { world }: Place): Answer | undefined => {
  if (channel.guild) return undefined
  const { dms } = recipient(world, channel)
  if (dms === 'closed') return refusals.cannotSendToUser
  return dms === 'strangers' ? refusals.noMutualGuilds : undefined
}

const forbidden = (room: Room, { embeds, message_reference }: MessageBody): Answer | undefined => {
  const isLackingEmbeds = (embeds ?? []).length > 0 && !has(room.bits, 'EmbedLinks')
  if (!maySend(room) || isLackingEmbeds) return refusals.missingPermissions
  const isLackingHistory = message_reference != null && !has(room.bits, 'ReadMessageHistory')
  return isLackingHistory ? refusals.noReplyWithoutHistory : undefined
}

/** The earlier message with the same nonce. One that was deleted since is unknown, not made again. */
const repeated = (body: MessageBody, { messages, world }: Place): Answer | undefined => {
  if (!body.enforce_nonce || body.nonce == null) return undefined
  const id = messages.withNonce(world.bot.id, body.nonce)
  if (id === undefined) return undefined
  const earlier = messages.get(id)
  return earlier ? ok(createdJson(earlier)) : refusals.unknownMessage
}

const referenceTo = ({ message_reference }: MessageBody, channel: Channel, { messages }: Place) => {
  const found = messages.get(message_reference?.message_id ?? '')
  return found?.channel === channel.id ? found : undefined
}

const brokenByReference = (body: MessageBody, channel: Channel, place: Place): Broken[] => {
  const { message_reference: reference } = body
  const isNeeded = reference != null && reference.fail_if_not_exists !== false
  const isUnknown = isNeeded && !referenceTo(body, channel, place)
  return broken(isUnknown, 'unknown message', 'message_reference')
}

const post = (room: Room, body: MessageBody, place: Place): Answer => {
  const { channel } = room
  const replyTo = referenceTo(body, channel, place)?.id
  const { users, bot } = place.world
  const origin = {
    channel: channel.id,
    author: bot,
    mentionedRoles: rolesNamedIn(body).filter(isCallable(room)),
    ...(replyTo !== undefined && { replyTo }),
  }
  const message = place.messages.put(written(body, users, origin))
  const key = message.nonce === undefined ? undefined : `${message.nonce}`
  place.accept({ channel: channel.id, id: message.id, at: Date.now(), key, body })
  announce(place, 'CREATE', message)
  return ok(createdJson(message))
}

/** Of its server, and free to be called by anybody or the bot free to call all. */
const isCallable =
  ({ channel, bits }: Room) =>
  (id: string): boolean => {
    const role = channel.guild?.roles.get(id)
    return role !== undefined && (role.isMentionable || has(bits, 'MentionEveryone'))
  }

/** Who creates a message is told the nonce, who reads it later is not. */
const createdJson = (message: Message) => ({
  ...messageJson(message),
  ...(message.nonce !== undefined && { nonce: message.nonce }),
})
