import { aside, type Block, button, type Choice, link, paragraph, strong } from '#core/reply'
import { breakable, type Place } from './breakable.ts'
import { escaped } from './escape.ts'
import { line } from './inline.ts'
import { firstShown, inFull, isValue, label } from './label.ts'
import { limits, ours } from './limits.ts'
import { webAddress } from './link.ts'
import { pressable } from './pressable.ts'
import { withShortLabels } from './short-labels.ts'
import { isNarrow, records } from './table.ts'

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>

/**
 * A reply's blocks as ones that Discord can show in parts: none is blank, nothing large stands around
 * words, and what a label has no room for stands beside it.
 */
export const shaped = (blocks: readonly Block[], place: Place): Block[] =>
  withoutEdges(
    blocks
      .flatMap((block) => shapes(block, place))
      .map((block) => withShortLabels(breakable(block, place))),
  )

const shapes = (block: Block, place: Place): Block[] => {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'quote':
    case 'aside':
      return line(block.text) === '' ? [] : [block]
    case 'list':
      return pressable(block, place === 'components')
    case 'facts':
      return facts(block)
    case 'table':
      return isNarrow(block) ? narrow(block) : records(block).flatMap((one) => shapes(one, place))
    case 'image':
      return image(block, place)
    case 'divider':
      return [block]
    case 'buttons': {
      const labels = block.buttons.map((one) => one.label)
      return block.buttons.length === 0 ? [] : [...inFull(labels, limits.buttonLabel), block]
    }
    case 'select':
      return select(block)
    default:
      return block satisfies never
  }
}

/** A name stands again above what continues its value, unless it is long. */
const facts = (block: Of<'facts'>): Block[] => {
  const shown = block.facts.filter(({ name, value }) => line([name, ...value]) !== '')
  if (shown.length === 0) return []
  if (shown.every(({ name }) => escaped(name).length <= ours.name))
    return [{ kind: 'facts', facts: shown }]
  return shown.map(({ name, value }) => paragraph(strong(name), ' ', ...value))
}

const narrow = (block: Of<'table'>): Block[] =>
  [block.head, ...block.rows.flat()].every((words) => line(words) === '') ? [] : [block]

const image = ({ url, alt }: Of<'image'>, place: Place): Block[] => {
  const address = webAddress(url) ?? ''
  const words = line([alt]) === '' ? 'Image' : `Image: ${alt}`
  const isShown = address.startsWith('https:') && address.length <= limits.imageAddress
  if (place === 'content' || !isShown) return [aside(link(words, url))]
  const shown: Block = { kind: 'image', url: address, alt: label(alt, limits.imageAlt) }
  if (place === 'components') return [shown, ...inFull([alt], limits.imageAlt)]
  return words === 'Image' ? [shown] : [shown, aside(words)]
}

/** What a choice stands for may be too long for a menu, or be there twice: then it is a button. */
const select = (block: Of<'select'>): Block[] => {
  const isTaken = ({ value }: Choice, at: number): boolean =>
    isValue(value) && block.choices.findIndex((other) => other.value === value) === at
  const choices = block.choices.filter(isTaken)
  const others = block.choices.filter((choice, at) => !isTaken(choice, at))
  return [
    ...inFull([block.label], limits.placeholder),
    ...inFull(labelsOf(choices), limits.optionLabel),
    ...inFull(labelsOf(others), limits.buttonLabel),
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
