import type { Open } from '../interactions/open.ts'
import { callbackTypes, interactionTypes } from '../json/interactions.ts'
import { messageJson } from '../json/messages.ts'
import type { Place } from '../place.ts'
import { flags, hasFlag } from '../world/flags.ts'
import type { Json, Message } from '../world/records.ts'
import { edited, type MessageBody, written } from '../world/writing.ts'
import { announce } from './announce.ts'
import type { Callback } from './callback.ts'

/** Does what a callback says. */
export const respond = ({ type, data }: Callback, open: Open, place: Place): void =>
  acts[type]?.(open, place, data ?? ({} as NonNullable<Callback['data']>))

type Act = (open: Open, place: Place, data: NonNullable<Callback['data']>) => void

const acts: Record<number, Act> = {
  [callbackTypes.message]: (open, place, data) => answer(answerTo(open, data, place), open, place),
  [callbackTypes.deferral]: (open, place, { flags: given = 0 }) =>
    answer(loading(answerTo(open, { flags: given }, place)), open, place),
  [callbackTypes.silentDeferral](open) {
    if (open.source) open.original = open.source
  },
  [callbackTypes.update]: (open, place, data) => update(data, open, place),
  [callbackTypes.choices](open, _place, { choices }) {
    open.choices = choices ?? []
  },
  [callbackTypes.modal](open, _place, modal) {
    open.modal = { ...modal, interaction: open.token }
  },
}

/** A message that answers an interaction, as the first answer or a later one. */
export const answerTo = (open: Open, body: MessageBody, { world }: Place): Message => {
  const isPrivate = ((body.flags ?? 0) & flags.ephemeral) !== 0
  const isUse = open.type === interactionTypes.component && open.source !== undefined
  return written(body, world.users, {
    channel: open.channel,
    author: world.bot,
    interaction: interactionOf(open, world.users.get(open.person) ?? world.bot),
    ...(isUse && open.source && { replyTo: open.source }),
    ...(isPrivate && { ephemeralFor: open.person }),
  })
}

const interactionOf = ({ id, type, payload }: Open, by: Message['author']) => ({
  id,
  type,
  by,
  owners: payload.authorizing_integration_owners as Json,
})

const loading = (message: Message): Message => ({
  ...message,
  flags: message.flags | flags.loading,
})

const answer = (message: Message, open: Open, place: Place): void => {
  open.original = message.id
  open.answers.push(message.id)
  place.messages.put(message)
  announce(place, 'CREATE', message)
}

const update = (body: MessageBody, open: Open, place: Place): void => {
  const before = place.messages.get(open.source ?? '')
  if (!before) return
  open.original = before.id
  open.answers.push(before.id)
  announce(place, 'UPDATE', place.messages.put(edited(body, place.world.users, before)))
}

/** What `with_response` asks for (interaction callback response object). */
export const callbackJson = (open: Open, { messages }: Place): Json => {
  const message = messages.get(open.original ?? '')
  const response = message && {
    response_message_id: message.id,
    response_message_loading: hasFlag(message, flags.loading),
    response_message_ephemeral: hasFlag(message, flags.ephemeral),
  }
  return {
    interaction: { id: open.id, type: open.type, ...response },
    resource: { type: open.ack?.type, ...(message && { message: messageJson(message) }) },
  }
}
