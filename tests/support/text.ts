import { type Block, plain, type Reply } from '#core/reply'

const lines = (block: Block): string[] => {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'quote':
    case 'aside':
      return [plain(block.text)]
    case 'list':
      return block.items.map(({ text }) => plain(text))
    case 'facts':
      return block.facts.map(({ name, value }) => `${name}: ${plain(value)}`)
    case 'table':
      return [block.head.join(' | '), ...block.rows.map((row) => row.map(plain).join(' | '))]
    case 'buttons':
      return block.buttons.map(
        ({ label, command, options }) => `[${label}] /${command} ${JSON.stringify(options)}`,
      )
    case 'select':
      return [block.label]
    case 'image':
      return [block.alt]
    case 'divider':
      return []
  }
}

/** Everything a person could read in a reply, line by line, its first line first. */
export const textOf = (reply: Reply): string =>
  [plain(reply.headline ?? []), ...reply.blocks.flatMap(lines)].join('\n').trim()
