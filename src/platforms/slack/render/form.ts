import type {
  ExternalSelect,
  InputBlock,
  KnownBlock,
  PlainTextInput,
  PlainTextOption,
  StaticSelect,
} from '@slack/types'
import type { Body } from '#core/chat'
import type { Choice, Field, Form, Invoked } from '#core/reply'
import { firstShown, inFull, label } from '../../render/label.ts'
import { type FormContext, formId, metadataOf } from '../filled-form.ts'
import { slackBlocks } from './blocks.ts'
import { newPresses } from './controls.ts'
import { limits } from './limits.ts'
import { optionOf } from './options.ts'
import { lines, plainText } from './rich-text.ts'

export type { FormContext } from '../filled-form.ts'

/**
 * A form as a modal. Each field is a block of its name, where a fault can be shown. Values that have no
 * field go along unseen, and so does `context`. What a title, label, hint or choice has no room to say
 * stands above the fields.
 *
 * @throws RangeError where a form is more than Slack takes, which no wording mends
 */
export const renderForm = (
  { title, fields, values, command }: Form,
  context: FormContext = {},
): { view: Body; keep: Invoked[] } => {
  const given = Object.entries(values).filter(([name]) => !fields.some((one) => one.name === name))
  const runs = { command, options: Object.fromEntries(given) }
  const { metadata, keep } = metadataOf(runs, context)
  const blocks = [...notes(title, fields), ...fields.map((one) => input(one, values[one.name]))]
  within(limits.viewBlocks, blocks.length, `Blocks of the form for /${command}`)
  return {
    view: {
      type: 'modal',
      callback_id: formId,
      private_metadata: metadata,
      title: plainText(label(firstShown(title, command), limits.formTitle)),
      submit: plainText('Send'),
      close: plainText('Cancel'),
      blocks: blocks.length > 0 ? blocks : lines([firstShown(title, command)]),
    },
    keep,
  }
}

const within = (most: number, count: number, what: string): void => {
  if (count > most) throw new RangeError(`${what}: ${count}, where Slack takes ${most}`)
}

const notes = (title: string, fields: readonly Field[]): KnownBlock[] =>
  [
    ...inFull([title], limits.formTitle),
    ...fields.flatMap((field) => [
      ...inFull([field.label], limits.fieldLabel),
      ...inFull([field.hint ?? ''], limits.fieldHint),
      ...inFull(field.choices?.map((choice) => choice.label) ?? [], limits.optionLabel),
    ]),
  ].flatMap((block) => slackBlocks(block, newPresses()))

const input = (field: Field, value = ''): InputBlock => {
  within(limits.blockId, field.name.length, `Characters of the name ${field.name}`)
  const hint = label(field.hint ?? '', limits.fieldHint)
  return {
    type: 'input',
    block_id: field.name,
    label: plainText(label(firstShown(field.label, field.name), limits.fieldLabel)),
    ...(hint !== '' && { hint: plainText(hint) }),
    optional: !field.required,
    ...(field.changes && { dispatch_action: true }),
    element: element(field, value),
  }
}

const element = (field: Field, value: string): PlainTextInput | StaticSelect | ExternalSelect => {
  if (field.choices?.length) return menu(field, field.choices, value)
  return field.suggests ? search(field, value) : typedInto(field, value)
}

const typedInto = ({ name, lines }: Field, value: string): PlainTextInput => {
  within(limits.fieldValue, value.length, `Characters of what ${name} holds`)
  return {
    type: 'plain_text_input',
    action_id: name,
    multiline: lines === 'many',
    max_length: limits.fieldValue,
    ...(value !== '' && { initial_value: value.toWellFormed() }),
  }
}

/** Slack asks for what to offer as one types, and shows the first of it before. */
const search = ({ name }: Field, value: string): ExternalSelect => ({
  type: 'external_select',
  action_id: name,
  min_query_length: 0,
  placeholder: plainText('Type to find'),
  ...(value !== '' && { initial_option: option(name, { label: value, value }) }),
})

const menu = ({ name }: Field, choices: readonly Choice[], chosen: string): StaticSelect => {
  within(limits.options, choices.length, `Choices of ${name}`)
  const initial = choices.find(({ value }) => value === chosen)
  return {
    type: 'static_select',
    action_id: name,
    placeholder: plainText('Choose'),
    options: choices.map((choice) => option(name, choice)),
    ...(initial && { initial_option: option(name, initial) }),
  }
}

const option = (name: string, choice: Choice): PlainTextOption => {
  within(limits.optionValue, choice.value.length, `Characters of a choice of ${name}`)
  return optionOf(choice)
}
