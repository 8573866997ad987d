import * as z from 'zod'
import { placeholder, worked } from './parts.ts'

const dispatched = z.enum(['on_enter_pressed', 'on_character_entered'])
const common = {
  ...worked,
  placeholder,
  dispatch_action_config: z
    .strictObject({ trigger_actions_on: z.array(dispatched).min(1) })
    .optional(),
}
const number = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/, 'not a number')
  .optional()

type Lengths = { min_length?: number | undefined; max_length?: number | undefined }

const takes = (length: number, { min_length: least = 0, max_length: most = Infinity }: Lengths) =>
  length >= least && length <= most

/** docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element, number-input-element */
export const inputs = [
  z
    .strictObject({
      type: z.literal('plain_text_input'),
      ...common,
      initial_value: z.string().min(1).max(3_000).optional(),
      multiline: z.boolean().optional(),
      min_length: z.int().min(0).max(3_000).optional(),
      max_length: z.int().min(1).max(3_000).optional(),
    })
    .refine(({ min_length: least = 0, max_length: most = Infinity }) => least <= most, {
      error: 'over max_length',
      path: ['min_length'],
    })
    .refine(({ initial_value: value, ...lengths }) => !value || takes(value.length, lengths), {
      error: 'not within min_length and max_length',
      path: ['initial_value'],
    }),
  z.strictObject({
    type: z.literal('number_input'),
    ...common,
    is_decimal_allowed: z.boolean(),
    initial_value: number,
    min_value: number,
    max_value: number,
  }),
] as const
