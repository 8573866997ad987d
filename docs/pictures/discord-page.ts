import type { Component, Embed, Message } from '../../tests/support/discord/index.ts'
import { read, type Shown } from '../../tests/support/discord-markdown.ts'
import { escaped, phones } from './phones.ts'

/**
 * A message as Discord shows it on a phone, as a page of HTML. Frame, names and time are drawn around it;
 * every word and button in it is the message's own. Throws for a component that it has no drawing of.
 */
export const discordPage = ({
  content,
  embeds,
  components,
  interaction,
  ephemeralFor,
}: Message): string =>
  phones(
    'discord',
    `<header><b>#</b> policy</header>
    <main><article>
      ${interaction ? '<p class="above"><b>Ben</b> used <b class="used">/brief</b></p>' : ''}
      <i class="face">S</i><p><b>Sitrep</b> <span class="app">APP</span> <time>09:12</time></p>
      ${[content && words(content), ...embeds.map(embed), ...components.map(component)].join('')}
      ${ephemeralFor ? '<p class="below">Only you can see this · <a>Dismiss message</a></p>' : ''}
    </article></main>
    <footer><span>Message #policy</span></footer>`,
  )

const embed = ({ color, description = '' }: Embed): string =>
  barred('embed', color, words(description))

const component = (one: Component & { accent_color?: number }): string => {
  const inside = (one.components ?? []).map(component).join('')
  switch (one.type) {
    case 1:
      return `<div class="row">${inside}</div>`
    case 2:
      return `<span class="button">${escaped(one.label ?? '')}</span>`
    case 10:
      return words(one.content ?? '')
    case 14:
      return '<hr>'
    case 17:
      return barred('container', one.accent_color, inside)
    default:
      throw new Error(`there is no drawing of a component of type ${one.type}`)
  }
}

const barred = (kind: string, colour = 0, inside: string): string => {
  const hex = colour.toString(16).padStart(6, '0')
  return `<section class="${kind}" style="border-color: #${hex}">${inside}</section>`
}

const words = (markdown: string): string => `<div class="text">${html(read(markdown))}</div>`

const elements: Partial<Record<Shown['kind'], string>> = {
  heading: 'h3',
  aside: 'small',
  quote: 'blockquote',
  item: 'li',
  strong: 'b',
  emphasis: 'i',
  strike: 's',
  link: 'a',
}

const html = (shown: readonly Shown[]): string =>
  shown
    .map((one) => {
      if (!('inner' in one)) return escaped(one.text)
      const element = elements[one.kind] ?? 'code'
      return `<${element}>${html(one.inner)}</${element}>`
    })
    .join('')
    // What stands in a line of its own has taken the end of that line.
    .replace(/(<\/(?:h3|small|blockquote|li)>)\n/g, '$1')
