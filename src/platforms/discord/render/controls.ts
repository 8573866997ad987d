import type {
  APIActionRowComponent,
  APIButtonComponentWithCustomId,
  APIStringSelectComponent,
} from 'discord.js'
import type { Block, Button, Invoked } from '#core/reply'
import { chunks } from '../../render/chunks.ts'
import { customId, type How } from '../custom-id.ts'
import { limits, types } from './limits.ts'

/** What can be pressed in one message. */
export type Presses = {
  /** The custom id of the next one; no two of a message are the same. */
  id(invoked: Invoked, how: How, option?: string): string
  /** What was too long for a custom id. */
  keep: Invoked[]
}

export const newPresses = (): Presses => {
  const keep: Invoked[] = []
  let place = 0
  return {
    keep,
    id(invoked, how, option = '') {
      const made = customId({ invoked, how, option, place })
      place += 1
      if (made.keep) keep.push(made.keep)
      return made.id
    },
  }
}

/** What is pressed and has no place among words. */
export type Control = Extract<Block, { kind: 'buttons' | 'select' }>

export const isControl = (block: Block): block is Control =>
  block.kind === 'buttons' || block.kind === 'select'

// Grey: which of them is wanted is the reader's to say.
const secondary = 2

export const buttonOf = (button: Button, presses: Presses): APIButtonComponentWithCustomId => {
  const { command, options, opens } = button
  return {
    type: types.button,
    style: secondary,
    label: button.label,
    custom_id: presses.id({ command, options }, opens),
  }
}

type Row = APIActionRowComponent<APIButtonComponentWithCustomId | APIStringSelectComponent>

/** Rows of five buttons, and a menu of its own for every 25 choices. */
export const rows = (block: Control, presses: Presses): Row[] => {
  if (block.kind === 'select')
    return chunks(block.choices, limits.options).map((choices) =>
      row([menu({ ...block, choices }, presses)]),
    )
  return chunks(block.buttons, limits.buttonsInRow).map((buttons) =>
    row(buttons.map((button) => buttonOf(button, presses))),
  )
}

const row = (components: Row['components']): Row => ({ type: types.row, components })

const menu = (
  { label, command, option, choices }: Extract<Control, { kind: 'select' }>,
  presses: Presses,
): APIStringSelectComponent => ({
  type: types.select,
  custom_id: presses.id({ command, options: {} }, 'select', option),
  placeholder: label,
  options: [...choices],
})
