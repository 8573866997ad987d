import type { Body } from '#core/chat'
import { type Block, type Inline, type Reply, text } from '#core/reply'
import { visible } from '#core/visible'
import { blocksOf, type Element, type Block as SlackBlock, wordsIn } from './slack-outline.ts'
import { addressOf, type Expected, type Token, withoutAddresses, words } from './tokens.ts'

/** What a person sees of a message or view above its buttons, each character in its styles. */
export const seen = (body: Body): Token[] => blocksOf(body).flatMap(seenIn)

const seenIn = (block: SlackBlock): Token[] => {
  switch (block.type) {
    case 'header':
      return words(wordsIn(block), 'header')
    case 'section':
      return words(wordsIn(block), 'section')
    case 'context':
      return (block.elements ?? []).flatMap((one) => words(wordsIn(one), 'small'))
    case 'rich_text':
      return (block.elements ?? []).flatMap((one) => rich(one))
    case 'table':
      return (block.rows ?? []).flat().flatMap(cell)
    case 'image':
      return words(block.alt_text ?? '', 'alt')
    default:
      return []
  }
}

const cell = (one: Element): Token[] =>
  one.type === 'raw_text' ? words(wordsIn(one)) : (one.elements ?? []).flatMap((some) => rich(some))

const places: Record<string, string> = { rich_text_quote: 'quote', rich_text_list: 'item' }

const rich = ({ type, elements = [] }: Element, ...around: string[]): Token[] => {
  const place = places[type]
  const styles = place ? [...around, place] : around
  if (type === 'rich_text_list') return elements.flatMap((item) => rich(item, ...styles))
  return withoutAddresses(elements.flatMap((one) => inline(one, styles)))
}

const inline = (one: Element, around: readonly string[]): Token[] => {
  if (one.type === 'date') return [`time ${one.timestamp}`]
  if (one.type === 'usergroup') return [`mention ${one.usergroup_id}`]
  if (one.type === 'link' && one.text === undefined) return [`<${one.url}>`]
  const styles = Object.keys((one.style ?? {}) as object)
  return words(wordsIn(one), ...around, ...styles)
}

/** Addresses that a press would open, or that Slack would show a picture of. */
export const addressesIn = (body: Body): string[] => {
  const found: string[] = []
  JSON.stringify(body, (key, value: unknown) => {
    if ((key === 'url' || key === 'image_url') && typeof value === 'string') found.push(value)
    return value
  })
  return found
}

const styleNames = {
  strong: ['bold'],
  emphasis: ['italic'],
  strike: ['strike'],
  code: ['code'],
  typed: ['code'],
  citation: [],
  mention: [],
} as const

const said = (inline: Inline): string => {
  const shown = visible(text(inline))
  return typeof inline !== 'string' && inline.kind === 'typed'
    ? shown.replace(/^\//, '/sitrep ')
    : shown
}

const secondsOf = (at: string): number | undefined =>
  /^\d{4}-\d\d-\d\dT[\d:]+Z$/.test(at)
    ? Temporal.Instant.from(at).epochMilliseconds / 1_000
    : undefined

/** What inlines show, each character in the styles around it and in its own. */
export const inlines = (some: readonly Inline[], ...around: string[]): Expected[] =>
  some.map((one): Expected => {
    const shown = said(one)
    if (typeof one === 'string') return words(shown, ...around)
    if (one.kind === 'time') {
      const seconds = secondsOf(one.at)
      return seconds === undefined ? words(shown, ...around) : [`time ${seconds}`]
    }
    if (one.kind !== 'link') return words(shown, ...new Set([...around, ...styleNames[one.kind]]))
    const letters = words(shown, ...around)
    const leads = /^https?:/i.test(one.url) && URL.canParse(one.url)
    return leads ? { either: [[letters], [[`<${addressOf(one.url)}>`]]] } : letters
  })

/** The same where there are words alone. */
const flat = (some: readonly Inline[], place: string): Expected[] =>
  some.map((one) => words(said(one), place))

/** What blocks show above their buttons, however they are laid out. */
export const shownBy = (blocks: readonly Block[]): Expected[] => blocks.flatMap(shownByBlock)

const shownByBlock = (block: Block): Expected[] => {
  switch (block.kind) {
    case 'paragraph':
      return inlines(block.text)
    case 'heading':
      return [{ either: [flat(block.text, 'header'), inlines(block.text, 'bold')] }]
    case 'quote':
      return inlines(block.text, 'quote')
    case 'aside':
      return small(...block.text)
    case 'list':
      return block.items.map((_, at) => item(block, at))
    case 'facts':
      return block.facts.flatMap(({ name, value }) => [
        words(visible(name), 'bold'),
        ...inlines(value),
      ])
    case 'table':
      return [{ either: [inColumns(block), asRecords(block)] }]
    case 'image':
      return [image(block)]
    case 'select':
      return [block.label, ...twice(block.choices.map(({ label }) => label))].map(maybeInFull)
    case 'buttons':
      return block.buttons.map(({ label }) => maybeInFull(label))
    case 'divider':
      return []
  }
}

const small = (...some: readonly Inline[]): Expected[] => [
  { either: [flat(some, 'small'), inlines(some)] },
]

const maybeInFull = (label: string): Expected => ({ either: [[], small(label)] })

const twice = <T>(some: readonly T[]): T[] => [...some, ...some]

const item = ({ items, ordered }: Extract<Block, { kind: 'list' }>, at: number): Expected => {
  const { text: some = [] } = items[at] ?? {}
  const ways = [flat(some, 'section'), inlines(some, 'item')]
  if (!ordered) return { either: ways }
  // Slack writes the number itself, or it stands among the words, where we cannot tell which it is.
  const numbers = Array.from({ length: items.length + 99 }, (_, number) => `${number}.`)
  return {
    either: [
      ...ways,
      [words('–', 'item')],
      [{ either: numbers.map((number) => [words(number, 'section')]) }, ...flat(some, 'section')],
      [words('0.', 'item'), ...inlines(some, 'item')],
      [words('0.–', 'item')],
    ],
  }
}

type Table = Extract<Block, { kind: 'table' }>

const inColumns = ({ head, rows }: Table): Expected[] => [
  ...head.map((name) => words(visible(name))),
  ...rows.flatMap((row) =>
    head.map((_, at): Expected => {
      const shown = inlines(row[at] ?? [])
      return isBlank(shown) ? words('–') : { either: [shown] }
    }),
  ),
]

const asRecords = ({ head, rows }: Table): Expected[] => {
  if (rows.length === 0) return [words(visible(head.join(', ')), 'bold')]
  return rows.flatMap((row) =>
    row.map((some, at): Expected => {
      const value = inlines(some)
      const record = [words(visible(head[at] ?? ''), 'bold'), ...value]
      return { either: [record, ...(isBlank(value) ? [[]] : [])] }
    }),
  )
}

const isBlank = (expected: readonly Expected[]): boolean =>
  expected.every((one) => Array.isArray(one) && one.length === 0)

/** Shown with what it says to who does not see it, or a line that leads to it. */
const image = ({ url, alt }: Extract<Block, { kind: 'image' }>): Expected => {
  const line = visible(alt).trim() === '' ? 'Image' : `Image: ${alt}`
  const shown = words(line === 'Image' ? line : visible(alt), 'alt')
  return {
    either: [[shown], small({ kind: 'link', text: line, url })],
  }
}

/** The headline in strong words, beside its label. */
export const headline = ({ headline: some = [] }: Reply): Expected[] =>
  inlines(some.map((one) => (typeof one === 'string' ? { kind: 'strong', text: one } : one)))
