import * as z from 'zod'
import { type Broken, broken, brokenBySchema, isObject, objectsOf, ours } from './broken.ts'
import { brokenByChoices, brokenByHouse } from './house.ts'
import { optionGroups, options } from './texts.ts'
import { viewFaults } from './view.ts'

const suggestions = z.strictObject({
  options: options.optional(),
  option_groups: optionGroups.optional(),
})

/** What is wrong with the answer to a block_suggestion. None at all may be suggested. */
export const optionsFaults = (payload: unknown): Broken[] => {
  const faults = [...brokenBySchema(suggestions, payload), ...brokenByHouse(payload, '', {})]
  if (!isObject(payload)) return faults
  const { options, option_groups: groups } = payload
  return [
    ...faults,
    ...broken(!options === !groups, 'options or option_groups, one of them', 'options'),
    ...brokenByChoices(payload, ''),
  ]
}

const filled = z.string().min(1)
const prompt = z.strictObject({ title: filled, message: filled })
const prompts = z.strictObject({
  channel_id: filled,
  prompts: z.array(prompt).min(1).max(4),
  title: filled.optional(),
  thread_ts: z.string().optional(),
})

/** What is wrong with arguments of assistant.threads.setSuggestedPrompts. */
export const promptsFaults = (args: unknown): Broken[] => [
  ...brokenBySchema(prompts, args),
  // In agent view Slack then does nothing, and says it did.
  ...ours(isObject(args) && args.thread_ts !== undefined, 'thread_ts in agent view', 'thread_ts'),
]

const submission = z.discriminatedUnion('response_action', [
  z.strictObject({ response_action: z.literal('clear') }),
  z.strictObject({ response_action: z.literal('update'), view: z.unknown() }),
  z.strictObject({ response_action: z.literal('push'), view: z.unknown() }),
  z.strictObject({
    response_action: z.literal('errors'),
    errors: z.record(z.string(), filled),
  }),
])

/**
 * What is wrong with the ack of a view_submission, `view` being what was submitted: a fault can only be
 * shown at one of its inputs. An empty ack closes the view.
 */
export const submissionFaults = (ack: unknown, view: unknown): Broken[] => {
  if (ack === undefined || ack === '') return []
  const faults = brokenBySchema(submission, ack)
  if (!isObject(ack)) return faults
  const inputs = isObject(view) ? objectsOf(view.blocks).filter(({ type }) => type === 'input') : []
  const fields = new Set(inputs.map((block) => block.block_id))
  const { errors, view: next } = ack
  const named = isObject(errors) ? Object.keys(errors) : []
  return [
    ...faults,
    ...broken(isObject(errors) && named.length === 0, 'empty', 'errors'),
    ...named.flatMap((id) => broken(!fields.has(id), 'no input of the view', `errors.${id}`)),
    ...(next === undefined
      ? []
      : viewFaults(next).map((one) => ({ ...one, path: `view.${one.path}` }))),
  ]
}
