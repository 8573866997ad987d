import type { Body, Occasion } from '#core/chat'
import type { Reply } from '#core/reply'
import { renderAnswer, renderHome, renderMessage } from '#platforms/slack/render/render'
import { calledBy, groupIds } from './called.ts'
import { messageFaults, responseFaults, viewFaults } from './slack/validate/index.ts'

const occasions: readonly Occasion[] = ['answer', 'unasked']

// JSON writes half a surrogate pair as an escape, which Slack does not read.
const halves = (body: Body): string[] => JSON.stringify(body).match(/\\ud[89a-f][\da-f]{2}/gi) ?? []

/** What Slack would not take, and what we ask of every message, of a reply in every form it may have. */
export const faultsOf = (reply: Reply): unknown[] => [
  ...renderAnswer(reply).bodies.flatMap((body) => [...responseFaults(body), ...halves(body)]),
  ...occasions.flatMap((occasion) => {
    const mayMention = new Set([calledBy(reply, occasion, groupIds) ?? ''])
    const { bodies } = renderMessage(reply, '#policy', occasion)
    return bodies.flatMap((body) => messageFaults(body, { mayMention }))
  }),
  ...viewFaults(renderHome([reply, reply]).view),
]
