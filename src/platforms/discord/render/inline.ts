import { type Inline, text } from '#core/reply'
import { visible } from '#core/visible'
import { instantOf } from '../../render/blank.ts'
import { escaped, insideMargins, ordinaryLine } from './escape.ts'
import { linked } from './link.ts'
import { marks, type Run } from './run.ts'

/** Inlines as Markdown, somewhere in a line, that shows their words and makes nothing of them. */
export const inline = (inlines: readonly Inline[]): string =>
  joined(merged(inlines.flatMap(runs)).map(markdown)).trim()

/** The same as a line of its own. */
export const line = (inlines: readonly Inline[]): string => ordinaryLine(inline(inlines))

/** Without styles and addresses, as a lock screen shows it; but words that no longer hold stay struck. */
export const unstyled = (inlines: readonly Inline[]): Inline[] =>
  inlines.map((one) => (typeof one !== 'string' && one.kind === 'strike' ? one : text(one)))

// Only what is seen: an invisible word between two others must not hide what they make together.
const runs = (one: Inline): Run[] => {
  const words = visible(text(one))
  if (typeof one === 'string') return [{ kind: 'plain', text: words }]
  switch (one.kind) {
    case 'strong':
    case 'emphasis':
    case 'strike':
      return [{ kind: one.kind, text: words }]
    case 'code':
    case 'typed':
      return [{ kind: isInert(words) ? 'code' : 'plain', text: words }]
    case 'link':
      return linked(words, one.url)
    case 'time':
      return [time(one.at) ?? { kind: 'plain', text: words }]
    case 'citation':
    case 'mention':
      // Only whom a headline ends with is called (render/calling.ts); here a mention is words.
      return [{ kind: 'plain', text: words }]
    default:
      return one satisfies never
  }
}

/** Whether words may stand in fixed width, where nothing can be escaped: they end neither that nor a link. */
export const isInert = (words: string): boolean => !/`|\]\(/.test(words)

/** In each reader's zone; undefined for what names no instant. */
const time = (at: string): Run | undefined => {
  const instant = instantOf(at)
  if (!instant) return undefined
  return { kind: 'whole', text: `<t:${Math.floor(instant.epochMilliseconds / 1_000)}:f>` }
}

/** Neighbours in one style as one, so that what they make together is seen. */
const merged = (parts: readonly Run[]): Run[] => {
  const kept: Run[] = []
  for (const part of parts.filter((one) => one.text !== '')) {
    const last = kept.at(-1)
    if (last?.kind === part.kind && part.kind !== 'whole')
      kept[kept.length - 1] = { ...last, text: last.text + part.text }
    else kept.push(part)
  }
  return kept
}

// Shows nothing, and keeps apart two marks that Discord would read as one.
const nothing = '\u200b'

const markdown = ({ kind, text: words }: Run): string => {
  if (kind === 'whole') return words
  if (kind === 'plain') return escaped(words)
  if (kind === 'code') return insideMargins(words, (inside) => `\`${inside}\``)
  const mark = marks[kind]
  return insideMargins(escaped(words), (inside) => {
    const end = inside.endsWith(mark[0]!) ? nothing : ''
    return `${mark}${inside}${end}${mark}`
  })
}

const joined = (parts: readonly string[]): string =>
  parts.reduce((before, part) => {
    const isTouching = /[*~`]$/.test(before) && /^[*~`]/.test(part)
    return before + (isTouching ? nothing : '') + part
  }, '')
