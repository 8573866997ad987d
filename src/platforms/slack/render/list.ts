import type { KnownBlock, RichTextBlock, RichTextList } from '@slack/types'
import type { Block, Button, Item } from '#core/reply'
import { numbers } from '../../fit.ts'
import { itemGroups } from '../../render/item-groups.ts'
import { actions, type Presses } from './controls.ts'
import { elements, isWords, words } from './inline.ts'
import { limits, ours } from './limits.ts'
import { plainText, section } from './rich-text.ts'

type Numbered = Item & { number: number | undefined }

/** A list; an item that has a button stands beside it, with the items under it. */
export const list = (block: Extract<Block, { kind: 'list' }>, presses: Presses): KnownBlock[] => {
  const shown = numbers(block)
  return itemGroups(block.items).flatMap(({ at, items }) => {
    const numbered = items.map((item, after) => ({ ...item, number: shown[at + after] }))
    const [item, ...under] = numbered
    return item?.button ? beside(item, item.button, under, presses) : richList(numbered)
  })
}

/** What words alone do not say stands above the button. */
const beside = (
  item: Numbered,
  button: Button,
  under: readonly Numbered[],
  presses: Presses,
): KnownBlock[] => {
  const mark = item.number === undefined ? '' : `${item.number}. `
  const said = item.text.map(words).join('').trim()
  const accessory = presses.button(button)
  const text = plainText(mark + said)
  if (said !== '' && item.text.every(isWords) && text.text.length <= limits.section)
    return [{ type: 'section', text, accessory }, ...richList(under)]
  return [...richList([item, ...under]), actions(accessory)]
}

const richList = (items: readonly Numbered[]): RichTextBlock[] => {
  const lists: RichTextList[] = []
  for (const item of items) {
    const one = listOf(item)
    const last = lists.at(-1)
    if (!one) continue
    if (last?.style === one.style && last.indent === one.indent) last.elements.push(...one.elements)
    else lists.push(one)
  }
  return lists.length > 0 ? [{ type: 'rich_text', elements: lists }] : []
}

/** A list of one item. Slack counts from 1: an earlier number stands among the words. */
const listOf = ({ text, depth = 0, number }: Numbered): RichTextList | undefined => {
  const isCounted = number !== undefined && number > 0
  const shown = elements(number === undefined || isCounted ? text : [`${number}. `, ...text])
  if (shown.length === 0) return undefined
  return {
    type: 'rich_text_list',
    style: isCounted ? 'ordered' : 'bullet',
    ...(depth > 0 && { indent: Math.min(depth, ours.depth) }),
    ...(isCounted && number > 1 && { offset: number - 1 }),
    elements: [section(shown)],
  }
}
