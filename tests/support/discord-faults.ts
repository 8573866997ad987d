import type { Occasion } from '#core/chat'
import type { Reply } from '#core/reply'
import { type Rendered, renderAnswer, renderMessage } from '#platforms/discord/render/render'
import { calledBy, roleIds } from './called.ts'
import { brokenByMessage } from './discord/validate/message.ts'
import { brokenBySchema } from './discord/validate/schema.ts'

const answers = [
  'POST webhooks/:application/:token',
  'PATCH webhooks/:application/:token/messages/:message',
]
const posts = ['POST channels/:channel/messages', 'PATCH channels/:channel/messages/:message']

const faults = ({ bodies }: Rendered, routes: readonly string[], ...called: string[]): unknown[] =>
  bodies.flatMap((body) => [
    ...routes.flatMap((route) => brokenBySchema(route, body)),
    ...brokenByMessage(body as never, { mayMention: new Set(called), isAnswer: true }),
    // JSON writes half a surrogate pair as an escape, which Discord does not read.
    ...(JSON.stringify(body).match(/\\ud[89a-f][\da-f]{2}/gi) ?? []),
  ])

const occasions: readonly Occasion[] = ['answer', 'unasked']

/** What Discord would not take, and what we ask of every message, of a reply in every form it may have. */
export const faultsOf = (reply: Reply): unknown[] => [
  ...faults(renderAnswer(reply), answers),
  ...occasions.flatMap((occasion) => {
    const called = calledBy(reply, occasion, roleIds)
    return faults(renderMessage(reply, '#policy', occasion), posts, ...(called ? [called] : []))
  }),
]
