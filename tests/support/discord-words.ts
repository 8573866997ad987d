import type { Body } from '#core/chat'
import { type Block, type Inline, type Reply, text } from '#core/reply'
import { visible } from '#core/visible'
import { read, type Shown } from './discord-markdown.ts'
import { addressOf, type Expected, type Token, withoutAddresses, words } from './tokens.ts'

export { addressOf, type Expected, missing, type Token, words } from './tokens.ts'

type Component = {
  type: number
  content?: string
  items?: { media: { url: string }; description?: string }[]
  components?: Component[]
}
type Ordinary = { content?: string; embeds?: { description?: string }[]; components: Component[] }

const isText = ({ type }: Component) => type === 10

/** Every piece of Markdown in a message, in the order in which it is read. */
export const markdownOf = (body: Body): string[] => {
  const { content = '', embeds = [], components } = body as Ordinary
  const all = (some: readonly Component[]): Component[] =>
    some.flatMap((one) => [one, ...all(one.components ?? [])])
  return [
    content,
    ...embeds.map(({ description = '' }) => description),
    ...all(components)
      .filter(isText)
      .map((one) => one.content ?? ''),
  ]
}

/** What a person sees of a message above its buttons. */
export const seen = (body: Body): Token[] =>
  markdownOf(body).flatMap((source) => withoutAddresses(flat(read(source), [])))

/** Addresses that a press would open. */
export const addressesIn = (body: Body): string[] => {
  const within = (shown: readonly Shown[]): string[] =>
    shown.flatMap((one) => [
      ...(one.kind === 'link' ? [one.url] : []),
      ...('inner' in one ? within(one.inner) : []),
    ])
  return markdownOf(body).flatMap((source) => within(read(source)))
}

const flat = (shown: readonly Shown[], styles: readonly string[]): Token[] =>
  shown.flatMap((one) => {
    if (one.kind === 'text') return words(one.text, ...styles)
    if (one.kind === 'link') return isItsAddress(one) ? [`<${one.url}>`] : flat(one.inner, styles)
    return 'inner' in one ? flat(one.inner, [...styles, one.kind]) : [`${one.kind} ${one.text}`]
  })

const isItsAddress = ({ inner, url }: { inner: readonly Shown[]; url: string }): boolean =>
  inner.length === 1 && inner[0]?.kind === 'text' && inner[0].text === url

type Run = { style: string; text: string } | { link: string; text: string } | { at: string }

const isInstant = /^\d{4}-\d\d-\d\dT[\d:]+Z$/

const runOf = (inline: Inline): Run => {
  const shown = visible(text(inline))
  if (typeof inline === 'string') return { style: '', text: shown }
  if (inline.kind === 'link') return { link: inline.url, text: shown }
  if (inline.kind === 'time' && isInstant.test(inline.at)) return { at: inline.at }
  const isFixed = inline.kind === 'code' || inline.kind === 'typed'
  const isPlain =
    inline.kind === 'citation' ||
    inline.kind === 'mention' ||
    inline.kind === 'time' ||
    (isFixed && /`|\]\(/.test(shown))
  return { style: isPlain ? '' : isFixed ? 'code' : inline.kind, text: shown }
}

/** What inlines show, each character in the styles around it and in its own. */
export const inlines = (some: readonly Inline[], ...styles: string[]): Expected[] =>
  some.map(runOf).map((run) => {
    if ('at' in run)
      return [`time <t:${Temporal.Instant.from(run.at).epochMilliseconds / 1_000}:f>`]
    if ('style' in run) return words(run.text, ...styles, ...(run.style ? [run.style] : []))
    const shown = words(run.text, ...styles)
    const address = /^https?:/i.test(run.link) && URL.canParse(run.link)
    return address ? { either: [[shown], [[`<${addressOf(run.link)}>`]]] } : shown
  })

/** What blocks show above their buttons, however they are laid out. */
export const shownBy = (blocks: readonly Block[]): Expected[] => blocks.flatMap(shownByBlock)

const shownByBlock = (block: Block): Expected[] => {
  switch (block.kind) {
    case 'paragraph':
      return inlines(block.text)
    case 'heading':
    case 'quote':
    case 'aside':
      return inlines(block.text, block.kind)
    case 'list':
      return block.items.map((item) => ({
        either: [
          inlines(item.text),
          inlines(item.text, 'item'),
          ...(block.ordered ? [[words('–', 'item')]] : []),
        ],
      }))
    case 'facts':
      return block.facts.flatMap(({ name, value }) => [
        words(visible(name), 'strong'),
        ...inlines(value),
      ])
    case 'table':
      return [{ either: [inColumns(block), asRecords(block)] }]
    case 'image':
      return [image(block)]
    case 'select':
      return [block.label, ...twice(block.choices.map(({ label }) => label))].map((label) => ({
        either: [[], [words(visible(label), 'aside')]],
      }))
    case 'buttons':
    case 'divider':
      return []
  }
}

const twice = <T>(some: readonly T[]): T[] => [...some, ...some]

type Table = Extract<Block, { kind: 'table' }>

const inColumns = ({ head, rows }: Table): Expected[] =>
  [...head, ...rows.flat().map((cell) => cell.map(text).join(''))].map((cell) =>
    words(visible(cell), 'code'),
  )

const asRecords = ({ head, rows }: Table): Expected[] => {
  if (rows.length === 0) return [words(visible(head.join(', ')), 'strong')]
  return rows.flatMap((row) =>
    row.map((cell, at): Expected => {
      const value = inlines(cell)
      return {
        either: [
          [words(visible(head[at] ?? ''), 'strong'), ...value],
          ...(isBlank(value) ? [[]] : []),
        ],
      }
    }),
  )
}

const isBlank = (expected: readonly Expected[]): boolean =>
  expected.every((one) => Array.isArray(one) && one.length === 0)

/** Its description may stand in words, and so may its address. */
const image = ({ alt }: Extract<Block, { kind: 'image' }>): Expected => {
  const bare = words('Image', 'aside')
  const said = words(`Image: ${visible(alt)}`, 'aside')
  return { either: [[], [bare], [said], [bare, said]] }
}

/** The headline; in strong words where it stands on more than its label's line. */
export const headline = ({ headline: some = [] }: Reply, isStrong: boolean): Expected[] =>
  inlines(
    some.map((one) => {
      if (isStrong) return typeof one === 'string' ? { kind: 'strong', text: one } : one
      return typeof one !== 'string' && one.kind === 'strike' ? one : text(one)
    }),
  )
