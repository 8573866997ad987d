import { allOf, kinds } from '../validate/kinds.ts'
import type { Component, Json } from '../world/records.ts'
import { chosen } from './controls.ts'

type Values = Readonly<Record<string, string>>

/** A form as it comes back: each field with what was typed, within the row or label it stood in. */
export const filledForm = (components: readonly Component[], values: Values): Json[] => {
  const fields = allOf(components).filter((one) => one.custom_id !== undefined)
  const byLabel = new Map(
    components.flatMap(({ label, component }) =>
      label && component?.custom_id ? [[label, component.custom_id] as const] : [],
    ),
  )
  for (const { label, custom_id } of fields) if (label && custom_id) byLabel.set(label, custom_id)
  const typed = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [byLabel.get(name) ?? name, value]),
  )
  const unknown = Object.keys(typed).find((name) => !fields.some((one) => one.custom_id === name))
  if (unknown !== undefined) throw new Error(`no field ${unknown} in the form`)
  return components.map((one, at) => filledPart(one, at + 1, typed))
}

const filledPart = (
  { type, component, components }: Component,
  id: number,
  values: Values,
): Json => ({
  type,
  id,
  ...(component && { component: filledField(component, values) }),
  ...(components && { components: components.map((one) => filledField(one, values)) }),
})

const filledField = (field: Component, values: Values): Json => {
  const { type, custom_id = '' } = field
  const given = values[custom_id]
  if (type !== kinds.select) return { type, custom_id, value: typedInto(field, given) }
  return { type, custom_id, values: given === undefined ? [] : [chosen(field, given)] }
}

const typedInto = (field: Component, given: string | undefined): string => {
  const { custom_id, required = true, min_length = 0, max_length = 4_000 } = field
  const value = given ?? field.value ?? ''
  if (required && value === '') throw new Error(`field ${custom_id} is required`)
  const isTooShort = value !== '' && value.length < min_length
  if (isTooShort || value.length > max_length)
    throw new Error(`field ${custom_id} does not take ${value.length} characters`)
  return value
}
