import type {
  APILabelComponent,
  APIStringSelectComponent,
  APITextDisplayComponent,
  APITextInputComponent,
} from 'discord.js'
import type { Body } from '#core/chat'
import type { Choice, Field, Form, Invoked } from '#core/reply'
import { firstShown, inFull, label } from '../../render/label.ts'
import { newPresses } from './controls.ts'
import { limits, types } from './limits.ts'
import { wordsOf } from './prose.ts'

export type RenderedForm = { body: Body; keep: Invoked[] }

/**
 * A form as a modal. Values that have no field go along in its custom id. What a title, label, hint or
 * choice has no room to say stands above the fields.
 *
 * @throws RangeError where a form is more than Discord takes, which no wording mends
 */
export const renderForm = ({ title, fields, values, command }: Form): RenderedForm => {
  const presses = newPresses()
  const given = Object.entries(values).filter(([name]) => !fields.some((one) => one.name === name))
  const above = notes(title, fields)
  const shown = fields.map((field) => labelled(field, values[field.name] ?? ''))
  within(limits.formParts, above.length + shown.length, `Parts of the form for /${command}`)
  return {
    body: {
      custom_id: presses.id({ command, options: Object.fromEntries(given) }, 'form'),
      title: label(firstShown(title, command), limits.formTitle),
      components: [...above, ...shown],
    },
    keep: presses.keep,
  }
}

const within = (most: number, count: number, what: string): void => {
  if (count > most) throw new RangeError(`${what}: ${count}, where Discord takes ${most}`)
}

const notes = (title: string, fields: readonly Field[]): APITextDisplayComponent[] => {
  const blocks = [
    ...inFull([title], limits.formTitle),
    ...fields.flatMap((field) => [
      ...inFull([field.label], limits.fieldLabel),
      ...inFull([field.hint ?? ''], limits.fieldHint),
      ...inFull(field.choices?.map((choice) => choice.label) ?? [], limits.optionLabel),
    ]),
  ]
  const content = wordsOf('', blocks)
  within(limits.componentText, content.length, 'Characters above the fields')
  return content === '' ? [] : [{ type: types.text, content }]
}

const labelled = (field: Field, value: string): APILabelComponent => {
  const hint = label(field.hint ?? '', limits.fieldHint)
  return {
    type: types.label,
    label: label(firstShown(field.label, field.name), limits.fieldLabel),
    ...(hint !== '' && { description: hint }),
    component: field.choices?.length ? menu(field, field.choices, value) : input(field, value),
  }
}

const input = ({ name, lines, required }: Field, value: string): APITextInputComponent => {
  within(limits.customId, name.length, `Characters of the name ${name}`)
  within(limits.fieldValue, value.length, `Characters of what ${name} holds`)
  return {
    type: types.input,
    custom_id: name,
    style: lines === 'one' ? 1 : 2,
    required,
    max_length: limits.fieldValue,
    ...(value !== '' && { value: value.toWellFormed() }),
  }
}

const menu = (
  { name, required }: Field,
  choices: readonly Choice[],
  chosen: string,
): APIStringSelectComponent => {
  within(limits.customId, name.length, `Characters of the name ${name}`)
  within(limits.options, choices.length, `Choices of ${name}`)
  for (const { value } of choices)
    within(limits.optionValue, value.length, `Characters of a choice of ${name}`)
  return {
    type: types.select,
    custom_id: name,
    required,
    options: choices.map((choice) => ({
      label: label(firstShown(choice.label, choice.value), limits.optionLabel),
      value: choice.value,
      ...(choice.value === chosen && { default: true }),
    })),
  }
}
