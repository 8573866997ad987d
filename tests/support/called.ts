import type { Occasion } from '#core/chat'
import type { Reply } from '#core/reply'

/** Ids that each platform has, as its documentation says. */
export const roleIds = /^\d{1,19}$/
export const groupIds = /^S[A-Z0-9]+$/

/** Whom a reply is to call and nobody else: whom its headline ends with, where nobody asked for it. */
export const calledBy = (
  { headline = [] }: Reply,
  occasion: Occasion,
  ids: RegExp,
): string | undefined => {
  const last = headline[headline.length - 1]
  if (occasion === 'answer' || typeof last !== 'object' || last.kind !== 'mention') return undefined
  return ids.test(last.id) ? last.id : undefined
}

/** The same without that: everything in it is words. */
export const uncalled = (reply: Reply): Reply => ({
  ...reply,
  headline: (reply.headline ?? []).slice(0, -1),
})
