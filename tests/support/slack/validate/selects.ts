import * as z from 'zod'
import { confirmed, isAmong, notAmong, placeholder } from './parts.ts'
import { option, optionGroups, options } from './texts.ts'

const menu = { ...confirmed, placeholder }
const choices = {
  options: options.min(1).optional(),
  option_groups: optionGroups.min(1).optional(),
}
const typed = { min_query_length: z.int().min(0).optional() }
const one = { initial_option: option.optional() }
const several = {
  initial_options: z.array(option).min(1).optional(),
  max_selected_items: z.int().min(1).optional(),
}

type Choices = {
  options?: unknown[] | undefined
  option_groups?: { options: unknown[] }[] | undefined
}

const hasOneKind = ({ options, option_groups: groups }: Choices): boolean => !options !== !groups
const either = { error: 'options or option_groups, one of them', path: ['options'] }
const allOf = ({ options, option_groups: groups = [] }: Choices): unknown[] =>
  options ?? groups.flatMap((group) => group.options)

/** docs.slack.dev/reference/block-kit/block-elements/select-menu-element, multi-select-menu-element */
export const selects = [
  z
    .strictObject({ type: z.literal('static_select'), ...menu, ...choices, ...one })
    .refine(hasOneKind, either)
    .refine(
      ({ initial_option: first, ...rest }) => !first || isAmong([first], allOf(rest)),
      notAmong('initial_option'),
    ),
  z
    .strictObject({ type: z.literal('multi_static_select'), ...menu, ...choices, ...several })
    .refine(hasOneKind, either)
    .refine(
      ({ initial_options: first = [], ...rest }) => isAmong(first, allOf(rest)),
      notAmong('initial_options'),
    ),
  z.strictObject({ type: z.literal('external_select'), ...menu, ...typed, ...one }),
  z.strictObject({ type: z.literal('multi_external_select'), ...menu, ...typed, ...several }),
] as const
