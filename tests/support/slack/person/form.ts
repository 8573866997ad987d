import type { Values } from '../api/person.ts'
import { elementsOf, type Placed } from '../world/elements.ts'
import type { Json, View } from '../world/records.ts'
import { missing } from './controls.ts'
import { labelOf } from './sight.ts'
import type { Use } from './use.ts'

/** Fills in a modal as it stands, each field by its label, block_id or action_id. */
export const fillIn = async (view: View, values: Values, { find }: Use): Promise<void> => {
  const fields = elementsOf(view.body.blocks).filter(({ block, element }) =>
    heldIn(view, { block, element }),
  )
  for (const [name, value] of Object.entries(values)) {
    const field = fields.find((one) => namesOf(one).includes(name))
    if (!field)
      throw missing(
        'field',
        name,
        fields.map((one) => namesOf(one)[0] ?? ''),
      )
    await fill(view, field, value, find)
  }
  for (const field of fields) mustBeFilled(view, field)
}

const namesOf = ({ element, block }: Placed): string[] =>
  [labelOf(block), block.block_id, element.action_id].filter((one) => one !== undefined)

const heldIn = ({ values }: View, { element, block }: Placed): Json | undefined =>
  values[block.block_id ?? '']?.[element.action_id ?? '']

const fill = async (
  view: View,
  field: Placed,
  value: string | readonly string[],
  find: Use['find'],
): Promise<void> => {
  const held = heldIn(view, field) ?? {}
  const options = (all: readonly string[]) => Promise.all(all.map((one) => find(view, field, one)))
  if ('value' in held) held.value = typed(field, `${value}`)
  else if ('selected_option' in held) [held.selected_option] = await options([`${value}`])
  else if ('selected_options' in held) held.selected_options = await options([value].flat())
  else if ('selected_date' in held) held.selected_date = value
  else held.selected_time = value
}

/** Nothing typed is null. */
const typed = ({ element, block }: Placed, value: string): string | null => {
  const { min_length: least = 0, max_length: most = 3_000 } = element
  const isTooShort = value !== '' && value.length < Number(least)
  if (isTooShort || value.length > Number(most))
    throw new Error(`${labelOf(block)} does not take ${value.length} characters`)
  return value === '' ? null : value
}

const mustBeFilled = (view: View, field: Placed): void => {
  const { type, optional } = field.block
  if (type !== 'input' || optional === true) return
  const { type: _, ...held } = heldIn(view, field) ?? {}
  const isEmpty = Object.values(held).every((one) => one === null || `${one}` === '')
  if (isEmpty) throw new Error(`${labelOf(field.block)} is required`)
}
