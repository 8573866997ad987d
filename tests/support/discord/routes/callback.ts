import type { Choice, Modal } from '../api/interaction.ts'
import type { Open } from '../interactions/open.ts'
import { callbackTypes, interactionTypes } from '../json/interactions.ts'
import type { Call, Place } from '../place.ts'
import { type Answer, done, ok, refusals } from '../rest/answers.ts'
import { judged } from '../rest/judge.ts'
import type { Broken } from '../validate/broken.ts'
import { brokenByChoices } from '../validate/choices.ts'
import { brokenByMessage } from '../validate/message.ts'
import { brokenByModal } from '../validate/modal.ts'
import { flags } from '../world/flags.ts'
import type { MessageBody } from '../world/writing.ts'
import { callbackJson, respond } from './respond.ts'

export type Callback = { type: number; data?: MessageBody & { choices?: Choice[] } & Modal }

/** The first response to an interaction, which must come in time and only once. */
export const callback = (call: Call, place: Place): Answer => {
  const open = place.interactions.byToken(call.params.token ?? '')
  if (!open || open.id !== call.params.interaction || open.isFailed)
    return refusals.unknownInteraction
  if (open.ack) return refusals.alreadyAcknowledged
  const wish = call.body as Callback
  const refused = judged(call, place, brokenByCallback(wish, open, place))
  if (refused) return refused
  respond(wish, open, place)
  const isEphemeral = ((wish.data?.flags ?? 0) & flags.ephemeral) !== 0
  place.interactions.acknowledge(open, { type: wish.type, isEphemeral })
  return call.query.with_response === 'true' ? ok(callbackJson(open, place)) : done
}

/** Which callbacks an interaction of each type takes (interaction response object). */
const takes: Record<number, readonly number[]> = {
  [interactionTypes.command]: [4, 5, 9],
  [interactionTypes.component]: [4, 5, 6, 7, 9],
  [interactionTypes.autocomplete]: [8],
  [interactionTypes.submit]: [4, 5, 6, 7],
}

const brokenByCallback = (wish: Callback, open: Open, place: Place): Broken[] => {
  const needsSource =
    wish.type === callbackTypes.silentDeferral || wish.type === callbackTypes.update
  if (!takes[open.type]?.includes(wish.type) || (needsSource && !open.source))
    return [{ rule: 'callback does not fit the interaction', path: 'type' }]
  return brokenByData(wish, open, place)
}

const brokenByData = ({ type, data }: Callback, open: Open, place: Place): Broken[] => {
  switch (type) {
    case callbackTypes.choices:
      return brokenByChoices(data?.choices, 'data.choices')
    case callbackTypes.modal:
      return brokenByModal(data as Modal)
    case callbackTypes.deferral:
      return brokenByDeferral(data)
    case callbackTypes.silentDeferral:
      return []
    default: {
      const before =
        type === callbackTypes.update ? place.messages.get(open.source ?? '') : undefined
      const { mayMention } = place
      return brokenByMessage(data ?? {}, { before, isAnswer: true, mayMention, path: 'data.' })
    }
  }
}

/** A deferral may only say whether the answer will be private (interaction response object). */
const brokenByDeferral = (data: MessageBody | undefined): Broken[] =>
  (data?.flags ?? 0) & ~flags.ephemeral
    ? [{ rule: 'a deferral with other flags than ephemeral', path: 'data.flags', isOurs: true }]
    : []
