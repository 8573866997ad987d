import type { RichTextElement, RichTextStyleable } from '@slack/types'
import { type Inline, text } from '#core/reply'
import { visible } from '#core/visible'
import { instantOf } from '../../render/blank.ts'
import { firstShown } from '../../render/label.ts'
import { webAddress } from '../../render/web-address.ts'

type Style = NonNullable<RichTextStyleable['style']>

const styles = {
  strong: { bold: true },
  emphasis: { italic: true },
  strike: { strike: true },
  code: { code: true },
  typed: { code: true },
} as const

/** What is shown of an inline where there are words alone; a command as one types it in Slack. */
export const words = (one: Inline): string => {
  const shown = visible(text(one))
  const isTyped = typeof one !== 'string' && one.kind === 'typed'
  return isTyped ? shown.replace(/^\//, '/sitrep ') : shown
}

/** Whether an inline says all it has to say in words alone; a style that is only for the eye may go. */
export const isWords = (one: Inline): boolean => {
  if (typeof one === 'string') return true
  if (one.kind === 'link') return !webAddress(one.url)
  return one.kind === 'time' ? !instantOf(one.at) : one.kind !== 'strike'
}

/** Inlines as rich text, which has no markup: their words stay words. Empty where nothing is seen. */
export const elements = (inlines: readonly Inline[], around: Style = {}): RichTextElement[] => {
  const some = inlines.flatMap((one) => shown(one, around))
  const first = some.findIndex(isSeen)
  const last = some.findLastIndex(isSeen)
  return some.slice(first, last + 1).map((one, at) => {
    const start = at === 0 ? trimmed(one, (letters) => letters.trimStart()) : one
    return at === last - first ? trimmed(start, (letters) => letters.trimEnd()) : start
  })
}

const isSeen = (one: RichTextElement): boolean => one.type !== 'text' || one.text.trim() !== ''

const trimmed = (one: RichTextElement, trim: (letters: string) => string): RichTextElement =>
  one.type === 'text' ? { ...one, text: trim(one.text) } : one

const shown = (one: Inline, around: Style): RichTextElement[] => {
  const letters = words(one)
  if (typeof one === 'string') return styled(letters, around)
  switch (one.kind) {
    case 'strong':
    case 'emphasis':
    case 'strike':
    case 'code':
    case 'typed':
      return styled(letters, { ...around, ...styles[one.kind] })
    case 'link':
      return linked(letters, one.url, around)
    case 'time':
      return time(letters, one.at, around)
    case 'citation':
    case 'mention':
      // Only whom a headline ends with is called (render/calling.ts); here a mention is words.
      return styled(letters, around)
    default:
      return one satisfies never
  }
}

const withStyle = (style: Style): RichTextStyleable =>
  Object.keys(style).length > 0 ? { style } : {}

const styled = (letters: string, style: Style): RichTextElement[] =>
  letters === '' ? [] : [{ type: 'text', text: letters, ...withStyle(style) }]

/**
 * Words that lead to a page of the web; where they name an address themselves, theirs follows, so that
 * nobody takes one for the other. Any other address than of the web is left out.
 */
const linked = (letters: string, url: string, style: Style): RichTextElement[] => {
  const address = webAddress(url)
  const said = letters.trim()
  if (!address) return styled(letters, style)
  const bare: RichTextElement = { type: 'link', url: address, ...withStyle(style) }
  if (said === '' || said === url || said === address) return [bare]
  if (!namesAddress.test(said)) return [{ ...bare, text: letters }]
  const end = letters.endsWith(' ') ? ') ' : ')'
  return [...styled(`${letters.trimEnd()} (`, style), bare, ...styled(end, style)]
}

const namesAddress = /:\/\/|\bwww\./i

/** In each reader's zone, since 1970; the words stand where a client cannot show that. */
const time = (letters: string, at: string, style: Style): RichTextElement[] => {
  const timestamp = Math.floor((instantOf(at)?.epochMilliseconds ?? 0) / 1_000)
  if (timestamp <= 0) return styled(firstShown(letters, at), style)
  const fallback = firstShown(letters, at)
  return [
    { type: 'date', timestamp, format: '{date_short}, {time}', fallback, ...withStyle(style) },
  ]
}
