import type { Block, Json } from '../world/records.ts'

type Node = Json & { type?: string; text?: string | Node; elements?: Node[] }

/** What a person reads of a block. */
export const wordsOf = (block: Block): string =>
  linesOf(block as Node)
    .filter(Boolean)
    .join('\n')

const linesOf = (node: Node): string[] => {
  const { type, elements = [] } = node
  switch (type) {
    case 'rich_text':
      return elements.flatMap(linesOf)
    case 'rich_text_list':
      return elements.map(inOneLine)
    case 'rich_text_section':
    case 'rich_text_quote':
    case 'rich_text_preformatted':
      return [inOneLine(node)]
    case 'context':
      return [elements.flatMap(linesOf).filter(Boolean).join('  ')]
    case 'table':
      return (node.rows as Node[][]).map((row) =>
        row.map((cell) => linesOf(cell).join(' ')).join('  '),
      )
    default:
      return linesOfControl(node)
  }
}

const inOneLine = ({ elements = [] }: Node): string => elements.map(inlineOf).join('')

const inlineOf = (node: Node): string => {
  const { type, text, url, fallback, name } = node
  if (type === 'date') return `${fallback ?? ''}`
  if (type === 'link') return `${text ?? url}`
  if (type === 'emoji') return `:${name}:`
  if (type === 'text') return `${text}`
  return `<@${node.user_id ?? node.usergroup_id ?? node.channel_id ?? node.range}>`
}

const linesOfControl = (node: Node): string[] => {
  const { type, text, elements = [], fields = [], accessory, element, label, hint } = node
  const { placeholder, options = [], option_groups = [], title, alt_text, value } = node
  if (type === 'button') return [`[${plain(text)}]`]
  if (type === 'image') return [plain(title), `${alt_text ?? ''}`]
  const parts = [label, element, hint, ...(fields as Node[]), ...elements, accessory, placeholder]
  return [
    plain(text),
    ...parts.flatMap((one) => (one === undefined ? [] : linesOf(one as Node))),
    ...[...(options as Node[]), ...(option_groups as Node[])].flatMap(linesOf),
    type === 'raw_text' ? '' : typeof value === 'string' && !text ? value : '',
  ]
}

const plain = (text: unknown): string =>
  typeof text === 'string' ? text : (((text as Node | undefined)?.text as string | undefined) ?? '')
