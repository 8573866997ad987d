import { type Block, button, type Choice, paragraph, strong } from '#core/reply'
import { isBlank } from './blank.ts'
import { breakable } from './breakable.ts'
import { firstShown, inFull, isValue } from './label.ts'
import { type PressRoom, pressable } from './pressable.ts'
import { records } from './records.ts'
import { type LabelLimits, withShortLabels } from './short-labels.ts'

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>

/** What a platform has room for, in characters, and what it shows in a way of its own. */
export type Frame = PressRoom &
  LabelLimits & {
    /** The address of a link, which stands in each part of its words. */
    address: number
    /** Whether a name may stand again above each part of what it names. */
    isShort(name: string): boolean
    /** Whether a table is shown in columns, with all that its cells are. */
    isNarrow(table: Of<'table'>): boolean
    image(image: Of<'image'>): Block[]
  }

/**
 * A reply's blocks as ones that a platform can show in parts: none is blank, nothing large stands around
 * words, and what a label has no room for stands beside it.
 */
export const shaped = (blocks: readonly Block[], frame: Frame): Block[] =>
  withoutEdges(
    blocks
      .flatMap((block) => shapes(block, frame))
      .map((block) => withShortLabels(breakable(block, frame.address), frame)),
  )

const shapes = (block: Block, frame: Frame): Block[] => {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'quote':
    case 'aside':
      return isBlank(block.text) ? [] : [block]
    case 'list':
      return pressable(block, frame)
    case 'facts':
      return facts(block, frame)
    case 'table':
      if (!frame.isNarrow(block)) return records(block).flatMap((one) => shapes(one, frame))
      return [block.head, ...block.rows.flat()].every(isBlank) ? [] : [block]
    case 'image':
      return frame.image(block)
    case 'divider':
      return [block]
    case 'buttons': {
      const labels = block.buttons.map((one) => one.label)
      return block.buttons.length === 0 ? [] : [...inFull(labels, frame.buttonLabel), block]
    }
    case 'select':
      return select(block, frame)
    default:
      return block satisfies never
  }
}

/** A name stands again above what continues its value, unless it is long. */
const facts = (block: Of<'facts'>, { isShort }: Frame): Block[] => {
  const shown = block.facts.filter(({ name, value }) => !isBlank([name, ...value]))
  if (shown.length === 0) return []
  if (shown.every(({ name }) => isShort(name))) return [{ kind: 'facts', facts: shown }]
  return shown.map(({ name, value }) => paragraph(strong(name), ' ', ...value))
}

/** What a choice stands for may be too long for a menu, or be there twice: then it is a button. */
const select = (block: Of<'select'>, frame: Frame): Block[] => {
  const isTaken = ({ value }: Choice, at: number): boolean =>
    isValue(value, frame.optionValue) &&
    block.choices.findIndex((other) => other.value === value) === at
  const choices = block.choices.filter(isTaken)
  const others = block.choices.filter((choice, at) => !isTaken(choice, at))
  return [
    ...inFull([block.label], frame.placeholder),
    ...inFull(labelsOf(choices), frame.optionLabel),
    ...inFull(labelsOf(others), frame.buttonLabel),
    ...(choices.length > 0 ? [{ ...block, choices }] : []),
    ...(others.length > 0 ? [asButtons(block, others)] : []),
  ]
}

const labelsOf = (choices: readonly Choice[]): string[] => choices.map(({ label }) => label)

const asButtons = ({ command, option }: Of<'select'>, choices: readonly Choice[]): Block => ({
  kind: 'buttons',
  buttons: choices.map(({ label, value }) =>
    button(firstShown(label, value), command, { [option]: value }),
  ),
})

/** A line between two things, not before the first of them or after the last. */
const withoutEdges = (blocks: readonly Block[]): Block[] => {
  const isDivider = (block?: Block): boolean => block?.kind === 'divider'
  const end = blocks.findLastIndex((block) => !isDivider(block)) + 1
  return blocks
    .slice(0, end)
    .filter((block, at) => !isDivider(block) || (at > 0 && !isDivider(blocks[at - 1])))
}
