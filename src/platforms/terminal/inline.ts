import type { Inline } from '#core/reply'
import { visible } from '#core/visible'
import type { Page, Style } from './page.ts'

/** Inlines as one line of visible, painted words. */
export const words = (inlines: readonly Inline[], page: Page, ...styles: Style[]): string =>
  inlines.map((inline) => word(inline, page, styles)).join('')

const word = (inline: Inline, { paint }: Page, styles: readonly Style[]): string => {
  if (typeof inline === 'string') return paint(visible(inline), ...styles)
  const text = visible(inline.text)
  switch (inline.kind) {
    case 'strong':
      return paint(text, ...styles, 'bold')
    case 'emphasis':
      return paint(text, ...styles, 'italic')
    case 'strike':
      return struck(text, paint, styles)
    case 'code':
    case 'typed':
      return paint(text, ...styles, 'cyan')
    case 'link':
      return paint(linked(text, inline.url), ...styles)
    case 'time':
    case 'citation':
    case 'mention':
      return paint(text, ...styles)
    default:
      return inline satisfies never
  }
}

/** Without a line through them, words that no longer hold would read as if they did. */
const struck = (text: string, paint: Page['paint'], styles: readonly Style[]): string => {
  const painted = paint(text, ...styles, 'strikethrough')
  return painted === text && text !== '' ? `[struck out: ${text}]` : painted
}

const linked = (text: string, url: string): string => {
  const shown = webAddress(url)
  if (shown === undefined || shown === text) return text
  return text === '' ? shown : `${text} (${shown})`
}

/** An address as one visible word; undefined where it is not one of the web. */
export const webAddress = (url: string): string | undefined =>
  /^https?:\/\//i.test(url) && URL.canParse(url) ? visible(url).replaceAll(' ', '%20') : undefined
