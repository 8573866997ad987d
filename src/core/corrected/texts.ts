import type { Block, Inline, Item, Reply } from '../reply.ts'

/** Another text for each that a reply shows: `undefined` takes it out, with the block if nothing is left of that. */
export type Rewrite = (shown: readonly Inline[]) => Inline[] | undefined

/** The same reply with its texts rewritten; what people press stays as it is. */
export const rewriteTexts = ({ headline, ...reply }: Reply, rewrite: Rewrite): Reply => {
  const words = headline && rewrite(headline)
  return {
    ...reply,
    ...(words && { headline: words }),
    blocks: reply.blocks.flatMap((block) => rewriteBlock(block, rewrite)),
  }
}

const rewriteBlock = (block: Block, rewrite: Rewrite): Block[] => {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'quote':
    case 'aside': {
      const text = rewrite(block.text)
      return text ? [{ ...block, text }] : []
    }
    case 'list': {
      const items = block.items.flatMap((item): Item[] => {
        const text = rewrite(item.text)
        return text ? [{ ...item, text }] : []
      })
      return items.length > 0 ? [{ ...block, items }] : []
    }
    case 'facts': {
      const facts = block.facts.flatMap(({ name, value }) => {
        const words = rewrite(value)
        return words ? [{ name, value: words }] : []
      })
      return facts.length > 0 ? [{ ...block, facts }] : []
    }
    case 'table':
      return [{ ...block, rows: block.rows.map((row) => row.map((cell) => rewrite(cell) ?? [])) }]
    case 'image':
    case 'divider':
    case 'buttons':
    case 'select':
      return [block]
    default:
      return block satisfies never
  }
}
