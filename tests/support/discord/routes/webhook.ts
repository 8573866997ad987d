import type { Open } from '../interactions/open.ts'
import { messageJson } from '../json/messages.ts'
import type { Call, Place } from '../place.ts'
import { type Answer, done, ok, refusals } from '../rest/answers.ts'
import { judged } from '../rest/judge.ts'
import { brokenByMessage } from '../validate/message.ts'
import { flags, hasFlag } from '../world/flags.ts'
import type { Message } from '../world/records.ts'
import { edited, type MessageBody } from '../world/writing.ts'
import { announce } from './announce.ts'
import { answerTo } from './respond.ts'

type Act = (open: Open, call: Call, place: Place) => Answer

/** A route that an interaction's token opens: once it is acknowledged, and for as long as it holds. */
const withToken =
  (act: Act) =>
  (call: Call, place: Place): Answer => {
    const open = place.interactions.byToken(call.params.token ?? '')
    if (call.params.application !== place.world.bot.id) return refusals.unknownWebhook
    if (!open || place.interactions.isExpired(open)) return refusals.invalidWebhookToken
    return open.ack ? act(open, call, place) : refusals.unknownWebhook
  }

const refused = (call: Call, place: Place, before?: Message): Answer | undefined => {
  const { mayMention } = place
  const broken = brokenByMessage(call.body as MessageBody, { before, isAnswer: true, mayMention })
  return judged(call, place, broken)
}

/** What a person gets of a user-installed app where it is a guest (create followup message). */
const followUpsOfGuest = 5

const isGuest = ({ payload }: Open): boolean =>
  !('0' in (payload.authorizing_integration_owners as object))

export const followUp = withToken((open, call, place) => {
  const first = place.messages.get(open.original ?? '')
  // After a deferral the first follow-up is the answer itself, as it was before there were edits.
  if (first && hasFlag(first, flags.loading)) return change(first, open, call, place)
  const refusal = refused(call, place)
  if (refusal) return refusal
  open.followUps += 1
  if (isGuest(open) && open.followUps > followUpsOfGuest) return refusals.tooManyFollowUps
  const message = place.messages.put(answerTo(open, call.body as MessageBody, place))
  open.answers.push(message.id)
  return followed('CREATE', message, open, place)
})

const change = (before: Message, open: Open, call: Call, place: Place): Answer => {
  const refusal = refused(call, place, before)
  if (refusal) return refusal
  if (!open.answers.includes(before.id)) open.answers.push(before.id)
  const after = edited(call.body as MessageBody, place.world.users, before)
  return followed('UPDATE', place.messages.put(after), open, place)
}

const followed = (
  what: 'CREATE' | 'UPDATE' | 'DELETE',
  message: Message,
  open: Open,
  place: Place,
): Answer => {
  open.hasFollowed = true
  announce(place, what, message)
  place.interactions.changed(open)
  return what === 'DELETE' ? done : ok(messageJson(message))
}

/** A route of one message of an interaction's own; another's is as good as none. */
const ofMessage = (act: (message: Message, ...rest: Parameters<Act>) => Answer) =>
  withToken((open, call, place) => {
    const id = call.params.message === '@original' ? open.original : call.params.message
    const isOwn = id !== undefined && (id === open.original || open.answers.includes(id))
    const message = isOwn ? place.messages.get(id) : undefined
    return message ? act(message, open, call, place) : refusals.unknownMessage
  })

export const readAnswer = ofMessage((message) => ok(messageJson(message)))

export const editAnswer = ofMessage(change)

export const removeAnswer = ofMessage((message, open, _call, place) => {
  place.messages.remove(message.id)
  return followed('DELETE', message, open, place)
})
