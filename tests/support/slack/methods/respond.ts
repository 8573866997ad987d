import { answer } from '../interactions/answer.ts'
import type { Open } from '../interactions/open.ts'
import type { Place } from '../place.ts'
import { type Broken, responseFaults } from '../validate/index.ts'
import type { Answer } from '../web/answers.ts'
import { judged, messageError } from '../web/judge.ts'
import type { Asked } from '../web/read-request.ts'
import { announce } from './announce.ts'

/** https://docs.slack.dev/interactivity/handling-user-interaction: uses of one response_url. */
const mostUses = 5

/** A post to a response_url; what it posts for all to see is not told by its ts. */
export const respond = (place: Place, { path, args }: Asked): Answer => {
  const open = place.interactions.byResponse(path.replace('/response/', ''))
  if (!open || performance.now() - open.sentAt > place.settings.responseFor)
    return gone('expired_url')
  if (open.responses >= mostUses) return gone('used_url')
  const method = 'response_url'
  if (args instanceof SyntaxError) return { status: 400, body: 'invalid_payload' }
  const faults = [...responseFaults(args, place), ...brokenByReplacing(open, args)]
  const refusal = judged(place, { method, body: args, error: messageError }, faults)
  if (refusal) return { ...refusal, status: 400 }
  open.responses += 1
  answer(place, open, args)
  place.interactions.changed(open)
  const said = open.answers.at(-1)
  if (said && said.ephemeralFor === undefined) announce(place, said)
  return { status: 200, body: 'ok' }
}

const gone = (error: string): Answer => ({ status: 404, body: { ok: false, error } })

/** Whether it takes the place of what was pressed is never left to Slack. */
const brokenByReplacing = (
  { source }: Open,
  { replace_original: replaces, delete_original: deletes }: Exclude<Asked['args'], SyntaxError>,
): Broken[] =>
  source && replaces === undefined && deletes === undefined
    ? [{ rule: 'not said whether it replaces', path: 'replace_original', isOurs: true }]
    : []
