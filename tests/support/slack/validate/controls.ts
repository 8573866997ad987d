import * as z from 'zod'
import { confirmed, isAmong, notAmong, placeholder } from './parts.ts'
import { linkOption, markedOption, plain, style, webAddress, words } from './texts.ts'

const { focus_on_load: _, ...pressed } = confirmed

/** docs.slack.dev/reference/block-kit/block-elements/button-element */
export const button = z.strictObject({
  type: z.literal('button'),
  ...pressed,
  text: plain(75),
  value: words(2_000).optional(),
  url: webAddress.optional(),
  style: style.optional(),
  accessibility_label: words(75).optional(),
})

export const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...pressed,
  options: z.array(linkOption).min(1).max(5),
})

const ticked = { ...confirmed, options: z.array(markedOption).min(1).max(10) }

export const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...ticked,
    initial_options: z.array(markedOption).min(1).optional(),
  })
  .refine(
    ({ initial_options: chosen = [], options }) => isAmong(chosen, options),
    notAmong('initial_options'),
  )

export const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...ticked,
    initial_option: markedOption.optional(),
  })
  .refine(
    ({ initial_option: chosen, options }) => !chosen || isAmong([chosen], options),
    notAmong('initial_option'),
  )

/** docs.slack.dev/reference/block-kit/block-elements/date-picker-element */
export const datePicker = z.strictObject({
  type: z.literal('datepicker'),
  ...confirmed,
  placeholder,
  initial_date: z.iso.date('not a date').optional(),
})
