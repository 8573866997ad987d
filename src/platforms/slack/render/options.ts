import type { PlainTextOption } from '@slack/types'
import type { Choice } from '#core/reply'
import { firstShown, isValue, label } from '../../render/label.ts'
import { limits } from './limits.ts'
import { plainText } from './rich-text.ts'

/** Choices as a menu shows them: those that it can stand for, each once, and no more than it takes. */
export const optionsOf = (choices: readonly Choice[]): PlainTextOption[] =>
  choices
    .filter(
      ({ value }, at) =>
        isValue(value, limits.optionValue) &&
        choices.findIndex((other) => other.value === value) === at,
    )
    .slice(0, limits.options)
    .map(optionOf)

export const optionOf = ({ label: words, value }: Choice): PlainTextOption => ({
  text: plainText(label(firstShown(words, value, '–'), limits.optionLabel)),
  value,
})
