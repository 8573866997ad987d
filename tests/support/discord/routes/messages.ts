import { messageJson } from '../json/messages.ts'
import { done, ok, refusals } from '../rest/answers.ts'
import { judged } from '../rest/judge.ts'
import { brokenByMessage } from '../validate/message.ts'
import { has } from '../world/bits.ts'
import { pageOf } from '../world/messages.ts'
import { edited, type MessageBody } from '../world/writing.ts'
import { announce } from './announce.ts'
import { inChannel, ofMessage } from './channel.ts'

/** Without READ_MESSAGE_HISTORY the list is empty, which is no error (get channel messages). */
export const list = inChannel(({ channel, bits }, { query }, { messages }) => {
  if (!has(bits, 'ReadMessageHistory')) return ok([])
  const all = messages.in(channel.id).filter(({ ephemeralFor }) => ephemeralFor === undefined)
  return ok(pageOf(all, query).map(messageJson))
})

export const read = ofMessage((message, { bits }) =>
  has(bits, 'ReadMessageHistory') ? ok(messageJson(message)) : refusals.missingAccess,
)

export const edit = ofMessage((before, _room, call, place) => {
  if (before.author !== place.world.bot) return refusals.otherAuthor
  const body = call.body as MessageBody
  const { mayMention } = place
  const refused = judged(call, place, brokenByMessage(body, { before, mayMention }))
  if (refused) return refused
  const after = place.messages.put(edited(body, place.world.users, before))
  announce(place, 'UPDATE', after)
  return ok(messageJson(after))
})

export const remove = ofMessage((message, { bits }, _call, place) => {
  const isOwn = message.author === place.world.bot
  if (!isOwn && !has(bits, 'ManageMessages')) return refusals.missingPermissions
  place.messages.remove(message.id)
  announce(place, 'DELETE', message)
  return done
})
