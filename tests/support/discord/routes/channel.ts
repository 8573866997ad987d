import type { Call, Place } from '../place.ts'
import { type Answer, done, refusals } from '../rest/answers.ts'
import { has } from '../world/bits.ts'
import { isThread, permissionsIn } from '../world/permissions.ts'
import type { Bits, Channel, Message } from '../world/records.ts'

export type Room = { channel: Channel; bits: Bits }

/** A route within a channel that the bot can see; `bits` is what it may there. */
export const inChannel =
  (act: (room: Room, call: Call, place: Place) => Answer) =>
  (call: Call, place: Place): Answer => {
    const channel = place.world.channels.get(call.params.channel ?? '')
    if (!channel) return refusals.unknownChannel
    const bits = permissionsIn(channel, place.world.bot.id)
    return has(bits, 'ViewChannel') ? act({ channel, bits }, call, place) : refusals.missingAccess
  }

export const maySend = ({ channel, bits }: Room): boolean =>
  has(bits, isThread(channel) ? 'SendMessagesInThreads' : 'SendMessages')

/** A route of one message that stands in a channel for all to see. */
export const ofMessage = (
  act: (message: Message, room: Room, call: Call, place: Place) => Answer,
) =>
  inChannel((room, call, place) => {
    const message = place.messages.get(call.params.message ?? '')
    const isThere = message?.channel === room.channel.id && message.ephemeralFor === undefined
    return isThere ? act(message, room, call, place) : refusals.unknownMessage
  })

export const type = inChannel((room) => (maySend(room) ? done : refusals.missingPermissions))
