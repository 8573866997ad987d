import type { Hear, Interaction } from '../api/interaction.ts'
import { callbackTypes } from '../json/interactions.ts'
import type { News } from '../news.ts'
import { flags, hasFlag } from '../world/flags.ts'
import type { Messages } from '../world/messages.ts'
import type { Json } from '../world/records.ts'

/** An interaction with what only Discord knows of it. */
export type Open = Interaction & {
  type: number
  channel: string
  person: string
  /** Milliseconds of the process's own clock. */
  sentAt: number
  /** The message whose button or menu was used. */
  source?: string
  /** What `@original` names. */
  original?: string
  /** The messages that answer it, in order. */
  answers: string[]
  /** Whether anything was sent, changed or removed since it was acknowledged. */
  hasFollowed: boolean
  followUps: number
  hear: Hear
  timer?: NodeJS.Timeout
}

export type Sight = { messages: Messages; news: News; state: () => string }

export type Identified = Json & { id: string; token: string }

export const newOpen = (
  payload: Identified,
  hear: Hear,
  { messages, news, state }: Sight,
): Open => {
  const wait = <T>(look: () => T | undefined | false, what: string): Promise<T> =>
    news.until(look, what, state)
  const open: Open = {
    id: payload.id,
    token: payload.token,
    payload,
    ...readPayload(payload),
    sentAt: performance.now(),
    answers: [],
    hasFollowed: false,
    followUps: 0,
    isFailed: false,
    isSettled: false,
    hear,
    get messages() {
      const found = open.answers.flatMap((id) => messages.get(id) ?? [])
      return found.filter((one) => !hasFlag(one, flags.loading))
    },
    get acked() {
      return wait(() => hoped(open).ack, 'an acknowledgement')
    },
    get settled() {
      return wait(() => hoped(open).isSettled && open, 'the whole first answer')
    },
    done: (until) => wait(() => until(open) && open, 'an answer as wished'),
  }
  return open
}

const readPayload = ({ type, channel_id, member, user, message }: Json) => {
  const asker = ((member as { user: Json } | undefined)?.user ?? user) as { id: string }
  const source = (message as { id: string } | undefined)?.id
  return {
    type: Number(type),
    channel: `${channel_id}`,
    person: asker.id,
    ...(source !== undefined && { source }),
  }
}

const hoped = (open: Open): Open => {
  if (open.isFailed) throw new Error('The application did not respond in time')
  return open
}

/** Whether the first answer is there in whole: what was deferred must have been followed up. */
export const isWhole = ({ ack, original = '', hasFollowed }: Open, messages: Messages): boolean => {
  if (!ack) return false
  if (ack.type === callbackTypes.silentDeferral) return hasFollowed
  const first = messages.get(original)
  return (
    ack.type !== callbackTypes.deferral || first === undefined || !hasFlag(first, flags.loading)
  )
}
