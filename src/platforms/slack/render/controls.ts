import type { ActionsBlock, Button as SlackButton, StaticSelect } from '@slack/types'
import type { Block, Invoked } from '#core/reply'
import { chunks } from '../../render/chunks.ts'
import { actionOf, menuId, type Press } from '../press.ts'
import { limits, ours } from './limits.ts'
import { optionOf } from './options.ts'
import { plainText } from './rich-text.ts'

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>

/** What can be pressed in one message or view. */
export type Presses = {
  /** No two have the same number, but the rest has how many messages are `shown`. */
  button(press: Press): SlackButton
  menu(select: Of<'select'>): StaticSelect
  /** What was too long for a button to carry. */
  keep: Invoked[]
}

export const newPresses = (): Presses => {
  const keep: Invoked[] = []
  let next = 0
  const number = (): number => next++
  return {
    keep,
    button(press) {
      const { keep: long, ...action } = actionOf(press, number())
      if (long) keep.push(long)
      return { type: 'button', text: plainText(press.label), ...action }
    },
    menu: ({ label, command, option, choices }) => ({
      type: 'static_select',
      action_id: menuId(command, option, number()),
      placeholder: plainText(label),
      options: choices.map(optionOf),
    }),
  }
}

export const actions = (...shown: ActionsBlock['elements']): ActionsBlock => ({
  type: 'actions',
  elements: shown,
})

/** Rows of five buttons, and a menu of its own for every 100 choices. */
export const rows = (block: Of<'buttons' | 'select'>, presses: Presses): ActionsBlock[] => {
  if (block.kind === 'select')
    return chunks(block.choices, limits.options).map((choices) =>
      actions(presses.menu({ ...block, choices })),
    )
  return chunks(block.buttons, ours.buttonsInRow).map((buttons) =>
    actions(...buttons.map((button) => presses.button(button))),
  )
}
