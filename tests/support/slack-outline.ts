import type { Body } from '#core/chat'

type Style = { bold?: boolean; italic?: boolean; strike?: boolean; code?: boolean }
type Text = { text: string }
export type Element = {
  type: string
  action_id?: string
  text?: string | Text
  url?: string
  timestamp?: number
  usergroup_id?: string
  fallback?: string
  style?: string | Style
  indent?: number
  offset?: number
  placeholder?: Text
  value?: string
  options?: { text: Text; value: string }[]
  elements?: Element[]
}
export type Block = Element & {
  accessory?: Element
  rows?: Element[][]
  image_url?: string
  alt_text?: string
  label?: Text
}

export const blocksOf = (body: Body): Block[] => body.blocks as Block[]

/** A message or view as it is laid out: marks of Markdown for styles, `[buttons]`, `(menu: of, choices)`. */
export const outline = (body: Body): string => blocksOf(body).map(block).join('\n')

export const wordsIn = ({ text = '' }: { text?: string | Text | undefined }): string =>
  typeof text === 'string' ? text : text.text

const block = (one: Block): string => {
  switch (one.type) {
    case 'header':
      return `# ${wordsIn(one)}`
    case 'section':
      return `${wordsIn(one)}\n  ${one.accessory ? control(one.accessory) : ''}`
    case 'context':
      return (one.elements ?? []).map((some) => `-# ${wordsIn(some)}`).join('\n')
    case 'rich_text':
      return (one.elements ?? []).map(rich).join('\n')
    case 'actions':
      return (one.elements ?? []).map(control).join(' ')
    case 'table':
      return (one.rows ?? []).map((row) => row.map(cell).join(' | ')).join('\n')
    case 'image':
      return `<${one.image_url} ${one.alt_text}>`
    case 'divider':
      return '────'
    default:
      throw new Error(`a block of type ${one.type}`)
  }
}

const cell = (one: Element): string =>
  one.type === 'raw_text' ? wordsIn(one) : (one.elements ?? []).map(rich).join('\n')

const control = (one: Element): string =>
  one.type === 'button'
    ? `[${wordsIn(one)}]`
    : `(${one.placeholder?.text}: ${one.options?.map(wordsIn).join(', ')})`

const rich = (one: Element): string => {
  const { type, style, indent = 0, offset = 0, elements = [] } = one
  if (type === 'rich_text_quote') return `> ${elements.map(inline).join('')}`
  if (type !== 'rich_text_list') return elements.map(inline).join('')
  return elements
    .map((item, at) => {
      const mark = style === 'ordered' ? `${offset + at + 1}.` : '-'
      return `${'  '.repeat(indent)}${mark} ${rich(item)}`
    })
    .join('\n')
}

const inline = (one: Element): string => {
  if (one.type === 'date') return `{${one.timestamp} ${one.fallback}}`
  if (one.type === 'usergroup') return `{calls ${one.usergroup_id}}`
  const style = (one.style ?? {}) as Style
  const mark = `${style.bold ? '**' : ''}${style.italic ? '*' : ''}${style.strike ? '~~' : ''}${style.code ? '`' : ''}`
  const words = `${mark}${wordsIn(one)}${[...mark].toReversed().join('')}`
  if (one.type !== 'link') return words
  return one.text === undefined ? `<${one.url}>` : `[${words}](${one.url})`
}

/** Everything in a message or view that can be pressed or chosen from, in order. */
export const pressable = (body: Body): Element[] =>
  blocksOf(body).flatMap((one) => {
    if (one.type === 'actions') return one.elements ?? []
    return one.accessory ? [one.accessory] : []
  })
