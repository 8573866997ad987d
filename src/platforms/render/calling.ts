import type { Occasion } from '#core/chat'
import type { Inline, Reply } from '#core/reply'

/** A reply without the role or group that is called beside its headline. */
export type Calling = { said: Reply; called?: string }

/**
 * Whom a reply calls: the mention that its headline ends with, in what is posted unasked, if the platform
 * has such ids. Every other mention is words.
 */
export const calling = (reply: Reply, occasion: Occasion, id: RegExp): Calling => {
  const { headline = [] } = reply
  const last = headline.at(-1)
  if (occasion !== 'unasked' || !isMention(last) || !id.test(last.id)) return { said: reply }
  return { said: { ...reply, headline: headline.slice(0, -1) }, called: last.id }
}

const isMention = (one: Inline | undefined): one is Extract<Inline, { kind: 'mention' }> =>
  typeof one === 'object' && one.kind === 'mention'
