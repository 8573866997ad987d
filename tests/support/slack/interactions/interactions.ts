import type { News } from '../../discord/news.ts'
import type { Deed, Hear } from '../api/interaction.ts'
import type { Wire } from '../api/wire.ts'
import { newId, newSecret } from '../world/ids.ts'
import type { Messages } from '../world/messages.ts'
import type { Json } from '../world/records.ts'
import type { Views } from '../world/views.ts'
import { isAnswered, newOpen, type Open } from './open.ts'

export type Interactions = {
  /** Tells the app of it. */
  begin(deed: Deed, hear?: Hear): Open
  byTrigger(id: string): Open | undefined
  byResponse(id: string): Open | undefined
  /** To be called after something of its answer has come. */
  changed(open: Open): void
}

type Parts = {
  messages: Messages
  views: Views
  news: News
  wire: Wire
  state: () => string
  /** What `response_url` begins with. */
  address: () => string
  /** Milliseconds after which an interaction and its private answers are forgotten. */
  keepFor: number
  /** Does what the app said with its ack. */
  take: (open: Open) => void
}

export const createInteractions = (parts: Parts): Interactions => {
  const { wire, news, address, keepFor, messages } = parts
  const all = new Map<string, Open>()
  const responses = new Map<string, Open>()

  const forget = (): void => {
    for (const open of all.values()) {
      if (performance.now() - open.sentAt < keepFor) return
      all.delete(open.triggerId)
      responses.delete(open.responseId)
      for (const one of open.answers) if (one.ephemeralFor !== undefined) messages.remove(one)
    }
  }
  const changed = (open: Open): void => {
    if (!open.isSettled && isAnswered(open)) {
      open.isSettled = true
      open.hear.settled?.(open)
    }
    news.tell()
  }
  const told = async (open: Open): Promise<void> => {
    const { payload: body, kind } = open
    const taken = await wire.tell(
      kind === 'command' ? { kind, body } : { kind, body: body as Json & { type: string } },
    )
    if (taken.kind === 'taken') {
      open.ack = { after: taken.after, response: taken.response }
      open.hear.ack?.(open.ack, open)
      parts.take(open)
    } else {
      open.isFailed = true
      open.hear.failed?.(open)
    }
    changed(open)
  }

  return {
    changed,
    begin(wish, hear = {}) {
      forget()
      const triggerId = `${Date.now()}.${newId('').slice(0, 8)}.${newSecret(32).toLowerCase()}`
      const responseId = `${wish.team.id}/${newSecret()}`
      const payload = {
        ...wish.payload,
        trigger_id: triggerId,
        ...(wish.hasResponseUrl && { response_url: `${address()}${responseId}` }),
      }
      const open = newOpen(wish, { payload, triggerId, responseId, hear }, parts)
      all.set(triggerId, open)
      if (wish.hasResponseUrl) responses.set(responseId, open)
      void told(open)
      return open
    },
    byTrigger: (id) => all.get(id),
    byResponse: (id) => responses.get(id),
  }
}
