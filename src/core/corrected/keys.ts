import { type Block, type Button, buttons, type Item, type Reply } from '../reply.ts'

/** The same reply without what people would press to read briefings of these names. */
export const withoutWaysTo = (reply: Reply, names: readonly string[]): Reply =>
  names.length === 0
    ? reply
    : { ...reply, blocks: reply.blocks.flatMap((block) => withoutIn(block, names)) }

const withoutIn = (block: Block, names: readonly string[]): Block[] => {
  const leadsThere = ({ options }: Button): boolean =>
    Object.values(options).some((value) => names.includes(value))
  if (block.kind === 'buttons')
    return buttons(...block.buttons.filter((button) => !leadsThere(button)))
  if (block.kind === 'select') {
    const choices = block.choices.filter(({ value }) => !names.includes(value))
    return choices.length > 0 ? [{ ...block, choices }] : []
  }
  if (block.kind !== 'list') return [block]
  const items = block.items.map(({ button, ...item }): Item => {
    return button && !leadsThere(button) ? { ...item, button } : item
  })
  return [{ ...block, items }]
}
