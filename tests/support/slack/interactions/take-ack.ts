import type { Place } from '../place.ts'
import { type Broken, optionsFaults, responseFaults, submissionFaults } from '../validate/index.ts'
import { judged } from '../web/judge.ts'
import type { Json, Option, View } from '../world/records.ts'
import { answer } from './answer.ts'
import type { Open } from './open.ts'

/** Does what an app said as it acknowledged something. */
export const takeAck = (place: Place, open: Open): void => {
  const { response } = open.ack ?? {}
  const kind = `${open.payload.type ?? open.kind}`
  const method = `ack of ${kind}`
  const broken = brokenBy(kind, response, open, place)
  if (judged(place, { method, body: response }, broken)) return
  if (kind === 'block_suggestion') open.choices = choicesOf((response ?? {}) as Suggested)
  if (kind === 'view_submission') submitted(place, open, (response ?? {}) as Submission)
  if (kind === 'view_closed') open.isDone = true
  if (kind === 'command' && response !== undefined) answer(place, open, response as Json)
}

const brokenBy = (kind: string, response: unknown, { over }: Open, place: Place): Broken[] => {
  switch (kind) {
    case 'block_suggestion':
      return optionsFaults(response)
    case 'view_submission':
      return submissionFaults(response, over?.body)
    case 'command':
      return response === undefined ? [] : responseFaults(response, place)
    default:
      return response === undefined ? [] : [{ rule: 'an ack with an answer', path: '' }]
  }
}

type Suggested = {
  options?: Option[]
  option_groups?: { label: { text: string }; options: Option[] }[]
}

const choicesOf = ({ options = [], option_groups: groups = [] }: Suggested) => [
  ...options.map(({ text, value }) => ({ label: text.text, value })),
  ...groups.flatMap(({ label, options: some }) =>
    some.map(({ text, value }) => ({ label: text.text, value, group: label.text })),
  ),
]

type Submission = { response_action?: string; errors?: Record<string, string>; view?: Json }

const submitted = (
  { views }: Place,
  open: Open,
  { response_action: action, errors, view: next = {} }: Submission,
): void => {
  const over = open.over as View
  if (errors) open.errors = errors
  else if (action === 'update') open.shown = views.change(over, next)
  else if (action === 'push') open.shown = views.push(next, over)
  else {
    if (action === 'clear') views.clear(over)
    else views.close(over)
    open.isDone = true
  }
}
