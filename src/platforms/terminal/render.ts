import type { Block, Invoked, Reply } from '#core/reply'
import { type Tlp, tlpLabel } from '#core/tlp'
import { visible } from '#core/visible'
import { numbers } from '../fit.ts'
import { webAddress, words } from './inline.ts'
import { columns, hang, newPage, type Page, type Style } from './page.ts'
import { table } from './table.ts'

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>

export type RenderSettings = {
  width: number
  colour: boolean
  /** What to type for what a button does. */
  write: (invoked: Invoked) => string
}

type Sheet = Page & Pick<RenderSettings, 'write'>

/**
 * A reply as lines for a terminal, none wider than `width` columns (24 at least). Buttons are shown as
 * what to type instead. Without `colour` the text holds no control character but line ends.
 */
export const render = (reply: Reply, { width, colour, write }: RenderSettings): string => {
  const page = { ...newPage(width, colour), write }
  const shown = reply.blocks
    .map((block) => ({ block, lines: lines(block, page) }))
    .filter((one) => one.lines.some((line) => line !== ''))
  const body = shown.flatMap(({ block, lines }, at) => {
    const before = shown[at - 1]?.block
    return before && !isAttached(before, block) ? ['', ...lines] : lines
  })
  const first = firstLine(reply, page)
  const gap = reply.headline && body.length > 0 ? [''] : []
  return [...first, ...gap, ...body].map((line) => line.trimEnd()).join('\n')
}

// After FIRST's TLP 2.0, as near as sixteen colours come.
const labelColours: Record<Tlp, Style> = {
  CLEAR: 'whiteBright',
  GREEN: 'greenBright',
  AMBER: 'yellowBright',
  'AMBER+STRICT': 'yellowBright',
  RED: 'redBright',
}

const firstLine = ({ tlp, headline = [] }: Reply, page: Sheet): string[] => {
  const label = tlp && page.paint(tlpLabel(tlp), 'bold', 'bgBlack', labelColours[tlp])
  const said = words(headline, page, 'bold')
  return label || said ? hang('', [label, said].filter(Boolean).join('  '), page) : []
}

/** Whether a block stands right under the one before it. */
const isAttached = (before: Block, after: Block): boolean => {
  if (before.kind === 'heading') return true
  if (before.kind === 'paragraph') return after.kind === 'aside' || after.kind === 'list'
  if (before.kind === 'buttons') return after.kind === 'buttons'
  return after.kind === 'aside' && ['aside', 'quote', 'image', 'facts'].includes(before.kind)
}

const lines = (block: Block, page: Sheet): string[] => {
  const { paint, width } = page
  switch (block.kind) {
    case 'heading':
      return wrapped(words(block.text, page, 'bold'), page)
    case 'paragraph':
      return wrapped(words(block.text, page), page)
    case 'aside':
      return wrapped(words(block.text, page, 'dim'), page)
    case 'quote': {
      const bar = paint('│ ', 'dim')
      return hang(bar, words(block.text, page), page, bar)
    }
    case 'list':
      return list(block, page)
    case 'facts':
      return block.facts.flatMap(({ name, value }) =>
        hang('', `${paint(visible(name), 'bold')}: ${words(value, page)}`, page, '  '),
      )
    case 'table':
      return table(block, page)
    case 'image':
      return wrapped(image(block), page)
    case 'divider':
      return [paint('─'.repeat(width), 'dim')]
    case 'buttons':
      return block.buttons.flatMap((button) => labelled(button, page))
    case 'select':
      return select(block, page)
    default:
      return block satisfies never
  }
}

const wrapped = (painted: string, page: Sheet): string[] =>
  painted.trim() === '' ? [] : hang('', painted, page)

// Deeper levels stand under the sixth: there must be room for words.
const deepest = 6

const list = (block: Of<'list'>, page: Sheet): string[] => {
  const shown = numbers(block)
  const digits = `${shown.findLast((number) => number !== undefined) ?? ''}`.length
  return block.items.flatMap(({ text, depth = 0, button }, at) => {
    const number = shown[at]
    const mark = number === undefined ? '- ' : `${`${number}`.padStart(digits)}. `
    const margin = depth > 0 ? ' '.repeat(digits + 2 * Math.min(depth, deepest)) : ''
    const item = hang(margin + mark, words(text, page), page)
    return button ? [...item, ...opener(button, margin + mark, page)] : item
  })
}

const opener = (button: Invoked, mark: string, page: Sheet): string[] =>
  hang(' '.repeat(columns(mark)), page.paint(page.write(button), 'dim'), page)

const image = ({ alt, url }: Of<'image'>): string => {
  const said = visible(alt).trim()
  return [said === '' ? '[image]' : `[image: ${said}]`, webAddress(url) ?? ''].join(' ').trim()
}

const labelled = (button: Invoked & { label: string }, page: Sheet): string[] =>
  hang('', `${visible(button.label)}: ${page.paint(page.write(button), 'cyan')}`, page, '  ')

const select = ({ label, command, option, choices }: Of<'select'>, page: Sheet): string[] => [
  ...hang('', `${visible(label)}:`, page),
  ...choices.flatMap((choice) =>
    hang(
      '- ',
      `${visible(choice.label)}: ${page.paint(page.write({ command, options: { [option]: choice.value } }), 'cyan')}`,
      page,
    ),
  ),
]
