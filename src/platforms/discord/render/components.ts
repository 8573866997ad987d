import type {
  APIComponentInContainer,
  APIMediaGalleryComponent,
  APISectionComponent,
  APISeparatorComponent,
  APITextDisplayComponent,
} from 'discord.js'
import type { Block, Button, Item } from '#core/reply'
import { numbers } from '../../fit.ts'
import { itemGroups } from '../../render/item-groups.ts'
import { buttonOf, type Presses, rows } from './controls.ts'
import { line } from './inline.ts'
import { types } from './limits.ts'
import { type Prose, prose } from './prose.ts'

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>
export type Component = APIComponentInContainer

/**
 * A first line in Markdown and shaped blocks under it, as components. Words that meet are one text, but
 * the first line stands by itself: on a phone it would run into what follows.
 */
export const components = (
  first: string,
  blocks: readonly Block[],
  presses: Presses,
): Component[] => {
  const runs: (Component | Prose[])[] = [[]]
  for (const piece of blocks.flatMap((block) => pieces(block, presses))) {
    const last = runs.at(-1)
    if (!isProse(piece)) runs.push(piece)
    else if (Array.isArray(last)) last.push(piece)
    else runs.push([piece])
  }
  const shown = runs.flatMap((run) => (Array.isArray(run) ? texts(prose(run)) : [run]))
  return [...texts(first), ...shown]
}

const isProse = (piece: Component | Prose): piece is Prose => 'kind' in piece

const pieces = (block: Block, presses: Presses): (Component | Prose)[] => {
  switch (block.kind) {
    case 'list':
      return list(block, presses)
    case 'image':
      return [gallery(block)]
    case 'divider':
      return [separator]
    case 'buttons':
    case 'select':
      return rows(block, presses)
    default:
      return [block]
  }
}

const text = (content: string): APITextDisplayComponent => ({ type: types.text, content })
const texts = (content: string) => (content === '' ? [] : [text(content)])
const separator: APISeparatorComponent = { type: types.separator }
const gallery = ({ url, alt }: Of<'image'>): APIMediaGalleryComponent => ({
  type: types.gallery,
  items: [{ media: { url }, ...(alt !== '' && { description: alt }) }],
})

/** An item that has a button stands beside it, with the items under it; the others are lists. */
const list = (block: Of<'list'>, presses: Presses): (Component | Prose)[] => {
  const shown = numbers(block)
  return itemGroups(block.items).map(({ at, items }) => {
    const [item] = items
    if (item?.button) return section(items, item.button, shown[at], presses)
    const start = shown.slice(at).find((number) => number !== undefined)
    return { ...block, ...(start !== undefined && { start }), items }
  })
}

const section = (
  items: readonly Item[],
  button: Button,
  number: number | undefined,
  presses: Presses,
): APISectionComponent => {
  const lines = items.map((item) => line(item.text))
  const mark = number === undefined ? '' : `${number}. `
  return {
    type: types.section,
    components: [text(mark + lines.join('\n'))],
    accessory: buttonOf(button, presses),
  }
}
