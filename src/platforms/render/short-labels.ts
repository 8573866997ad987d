import type { Block, Button } from '#core/reply'
import { firstShown, label } from './label.ts'

/** Characters that a platform has room for in what is pressed and chosen. */
export type LabelLimits = { buttonLabel: number; optionLabel: number; placeholder: number }

/** The same block, its labels as a platform has room for them, none of them blank. */
export const withShortLabels = (block: Block, limits: LabelLimits): Block => {
  const short = (button: Button): Button => ({
    ...button,
    label: label(firstShown(button.label, button.command), limits.buttonLabel),
  })
  switch (block.kind) {
    case 'buttons':
      return { ...block, buttons: block.buttons.map(short) }
    case 'list':
      return {
        ...block,
        items: block.items.map((item) =>
          item.button ? { ...item, button: short(item.button) } : item,
        ),
      }
    case 'select':
      return {
        ...block,
        label: label(firstShown(block.label, 'Choose'), limits.placeholder),
        choices: block.choices.map((choice) => ({
          ...choice,
          label: label(firstShown(choice.label, choice.value, '–'), limits.optionLabel),
        })),
      }
    default:
      return block
  }
}
