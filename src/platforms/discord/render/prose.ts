import type { Block } from '#core/reply'
import { numbers } from '../../fit.ts'
import { type Control, isControl } from './controls.ts'
import { line } from './inline.ts'
import { ours } from './limits.ts'
import { fixedWidth } from './table.ts'

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>

/** What is words alone. */
export type Prose = Exclude<Block, Of<'image'> | Control>

/** Blocks as Markdown under a line of it, without images, buttons and menus. */
export const wordsOf = (above: string, blocks: readonly Block[]): string =>
  [above, prose(blocks.filter(isProse))].filter((words) => words !== '').join('\n')

const isProse = (block: Block): block is Prose => block.kind !== 'image' && !isControl(block)

/** Blocks of words as Markdown; buttons of items are not in it. */
export const prose = (blocks: readonly Prose[]): string =>
  blocks.reduce((text, block, at) => {
    const before = blocks[at - 1]
    return `${text}${before ? gap(before, block) : ''}${markdown(block)}`
  }, '')

// A heading has a margin of its own.
const gap = (before: Prose, after: Prose): string => {
  if (before.kind === 'heading' || after.kind === 'heading') return '\n'
  if (after.kind === 'aside') return '\n'
  return before.kind === 'paragraph' && after.kind === 'list' ? '\n' : '\n\n'
}

const markdown = (block: Prose): string => {
  switch (block.kind) {
    case 'heading':
      return `### ${line(block.text)}`
    case 'paragraph':
      return line(block.text)
    case 'quote':
      return `> ${line(block.text)}`
    case 'aside':
      return `-# ${line(block.text)}`
    case 'list':
      return list(block)
    case 'facts':
      return block.facts
        .map(({ name, value }) => line([{ kind: 'strong', text: name }, ' ', ...value]))
        .join('\n')
    case 'table':
      return fixedWidth(block)
    case 'divider':
      return '-# ───'
    default:
      return block satisfies never
  }
}

const list = (block: Of<'list'>): string => {
  const shown = numbers(block)
  const step = block.ordered ? 3 : 2
  return block.items
    .map(({ text, depth = 0 }, at) => {
      const mark = shown[at] === undefined ? '-' : `${shown[at]}.`
      return `${' '.repeat(step * Math.min(depth, ours.depth))}${mark} ${line(text)}`
    })
    .join('\n')
}
