import type { News } from '../../discord/news.ts'
import type { Deed, Hear, Interaction } from '../api/interaction.ts'
import type { Messages } from '../world/messages.ts'
import type { Message, View } from '../world/records.ts'
import type { Views } from '../world/views.ts'

/** An interaction with what only Slack knows of it. */
export type Open = Interaction &
  Omit<Deed, 'payload'> & {
    /** Milliseconds of the process's own clock. */
    sentAt: number
    triggerId: string
    isTriggerUsed: boolean
    responseId: string
    responses: number
    /** The messages that answer it, in order. */
    answers: Message[]
    shown?: View
    /** The content of the view in which it was done, as that was then. */
    hashBefore?: string
    /** Whether something was done that leaves nothing to be read: a message or a form went away. */
    isDone: boolean
    /** Whether there is an answer to be seen. */
    isSettled: boolean
    hear: Hear
  }

type Parts = { messages: Messages; views: Views; news: News; state: () => string }

type Ids = Pick<Open, 'payload' | 'triggerId' | 'responseId' | 'hear'>

export const newOpen = (
  { kind, ...wish }: Deed,
  ids: Ids,
  { messages, views, news, state }: Parts,
): Open => {
  const wait = <T>(look: () => T | undefined | false, what: string): Promise<T> =>
    news.until(look, what, state)
  const open: Open = {
    ...wish,
    ...ids,
    kind,
    ...(wish.over && { hashBefore: wish.over.hash }),
    sentAt: performance.now(),
    isTriggerUsed: false,
    responses: 0,
    answers: [],
    isDone: false,
    isSettled: false,
    isFailed: false,
    get messages() {
      const now = open.answers.flatMap(({ channel, ts }) => messages.get(channel, ts) ?? [])
      return now.filter(({ ephemeralFor = wish.user.id }) => ephemeralFor === wish.user.id)
    },
    get view() {
      return open.shown ?? (isChanged(open) ? open.over : undefined)
    },
    get home() {
      return views.home(wish)
    },
    get acked() {
      return wait(() => hoped(open).ack, 'an acknowledgement')
    },
    get settled() {
      return wait(() => isAnswered(hoped(open)) && open, 'an answer to be seen')
    },
    done: (until) => wait(() => until(hoped(open)) && open, 'an answer as wished'),
  }
  return open
}

const isChanged = ({ over, hashBefore }: Open): boolean =>
  over !== undefined && over.hash !== hashBefore

/** Whether it was acknowledged, and something of an answer can be seen. */
export const isAnswered = (open: Open): boolean => {
  const { ack, view, errors, choices, isDone, messages } = open
  const isSeen = messages.length > 0 || [view, errors, choices].some((one) => one !== undefined)
  return ack !== undefined && (isSeen || isDone)
}

const hoped = (open: Open): Open => {
  if (open.isFailed) throw new Error('operation_timeout: the app did not answer')
  return open
}
