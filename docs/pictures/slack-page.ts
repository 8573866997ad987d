import type {
  ActionsBlockElement,
  KnownBlock,
  RichTextBlockElement,
  RichTextElement,
  SectionBlockAccessory,
} from '@slack/types'
import type { Message } from '../../tests/support/slack/index.ts'
import { escaped, phones } from './phones.ts'

/**
 * A message as Slack shows it on a phone, as a page of HTML. Frame, names and time are drawn around it;
 * every word and button in it is the message's own. Throws for a block that it has no drawing of.
 */
export const slackPage = ({ blocks, ephemeralFor }: Message): string =>
  phones(
    'slack',
    `<header><b>#</b> policy</header>
    <main><article>
      ${ephemeralFor ? `<p class="private">${eye} Only visible to you</p>` : ''}
      <i class="face">S</i><p><b>Sitrep</b> <span class="app">APP</span> <time>09:12</time></p>
      ${(blocks as KnownBlock[]).map(block).join('')}
    </article></main>
    <footer><span>Message #policy</span></footer>`,
  )

const eye =
  '<svg viewBox="0 0 16 12"><path d="M1 6q7-10 14 0q-7 10-14 0z"/><circle cx="8" cy="6" r="2"/></svg>'

const block = (one: KnownBlock): string => {
  switch (one.type) {
    case 'header':
      return `<h3>${words(one.text)}</h3>`
    case 'section':
      if (!one.text || one.fields) throw undrawn('a section of fields')
      return `<div class="text">${words(one.text)}</div>${one.accessory ? row([one.accessory]) : ''}`
    case 'context':
      return one.elements.map((some) => `<small>${words(some)}</small>`).join('')
    case 'rich_text':
      return `<div class="text">${one.elements.map(rich).join('')}</div>`
    case 'actions':
      return row(one.elements)
    case 'divider':
      return '<hr>'
    default:
      throw undrawn(one.type)
  }
}

const row = (elements: readonly (ActionsBlockElement | SectionBlockAccessory)[]): string =>
  `<div class="row">${elements.map(button).join('')}</div>`

const button = (one: ActionsBlockElement | SectionBlockAccessory): string => {
  if (one.type !== 'button') throw undrawn(one.type)
  return `<span class="button">${words(one.text)}</span>`
}

const words = (one: { type: string; text?: string }): string => {
  // What Slack would read markup in would be drawn with its marks.
  if (one.type !== 'plain_text') throw undrawn(one.type)
  return escaped(one.text ?? '')
}

const rich = (one: RichTextBlockElement): string => {
  switch (one.type) {
    case 'rich_text_section':
      return one.elements.map(inline).join('')
    case 'rich_text_quote':
      return `<blockquote>${one.elements.map(inline).join('')}</blockquote>`
    case 'rich_text_list':
      if (one.style !== 'bullet' || one.indent) throw undrawn('a numbered list, or one in another')
      return `<ul>${one.elements.map((item) => `<li>${rich(item)}</li>`).join('')}</ul>`
    default:
      throw undrawn(one.type)
  }
}

const elements: Record<string, string> = { bold: 'b', italic: 'i', strike: 's', code: 'code' }

const inline = (one: RichTextElement): string => {
  if (one.type === 'text') return styled(one.text, one.style)
  if (one.type === 'link') return `<a>${styled(one.text ?? one.url, one.style)}</a>`
  throw undrawn(one.type)
}

const styled = (text: string, style: object = {}): string =>
  Object.keys(style).reduce((inner, name) => {
    const element = elements[name]
    if (!element) throw undrawn(name)
    return `<${element}>${inner}</${element}>`
  }, escaped(text))

const undrawn = (what: string): Error => new Error(`there is no drawing of ${what}`)
