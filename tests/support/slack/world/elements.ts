import { newId } from './ids.ts'
import type { Block, Element, Json } from './records.ts'

/** An element that one can use or fill in, and the block that it stands in. */
export type Placed = { element: Element; block: Block }

export const elementsOf = (blocks: readonly Block[]): Placed[] =>
  blocks.flatMap((block) => inBlock(block).map((element) => ({ element, block })))

const inBlock = ({ type, elements, accessory, element }: Block): Element[] => {
  if (type === 'actions') return elements as Element[]
  return [accessory, element].filter((one) => one !== undefined) as Element[]
}

/** Blocks as Slack keeps them: what was sent without an id gets one. */
export const withIds = (blocks: readonly Block[] = []): Block[] =>
  blocks.map((block) => ({
    block_id: newId('b').slice(0, 6),
    ...block,
    ...(block.type === 'actions' && { elements: (block.elements as Element[]).map(named) }),
    ...(block.accessory !== undefined && { accessory: named(block.accessory as Element) }),
    ...(block.element !== undefined && { element: named(block.element as Element) }),
  }))

const named = (element: Element): Element =>
  element.type === 'image' ? element : { action_id: newId('a').slice(0, 6), ...element }

/** What an element that is filled in holds at first; undefined for one that is only pressed. */
export const firstState = (element: Element): Json | undefined => {
  const { type } = element
  const { initial_value, initial_option, initial_options, initial_date, initial_time } = element
  switch (type) {
    case 'plain_text_input':
      return { type, value: initial_value ?? null }
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: initial_option ?? null }
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: initial_options ?? [] }
    case 'datepicker':
      return { type, selected_date: initial_date ?? null }
    case 'timepicker':
      return { type, selected_time: initial_time ?? null }
    default:
      return undefined
  }
}

export type Values = Record<string, Record<string, Json>>

/** What all elements hold: at first, or as it was where the same element is still there. */
export const valuesOf = (blocks: readonly Block[], before: Values = {}): Values => {
  const values: Values = {}
  for (const { element, block } of elementsOf(blocks)) {
    const { block_id = '' } = block
    const { action_id = '' } = element
    const held = before[block_id]?.[action_id] ?? firstState(element)
    if (held) values[block_id] = { ...values[block_id], [action_id]: held }
  }
  return values
}
