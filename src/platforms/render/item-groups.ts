import type { Item } from '#core/reply'

/** Items that stand together, and where the first of them stands in its list, from 0. */
export type ItemGroup = { at: number; items: Item[] }

/** An item that has a button with the items under it; the others as they follow each other. */
export const itemGroups = (items: readonly Item[]): ItemGroup[] => {
  const found: ItemGroup[] = []
  for (const [at, item] of items.entries()) {
    const last = found.at(-1)
    if (last && !item.button && belongs(item, last.items[0])) last.items.push(item)
    else found.push({ at, items: [item] })
  }
  return found
}

const belongs = (item: Item, first: Item | undefined): boolean =>
  !first?.button || (item.depth ?? 0) > (first.depth ?? 0)
