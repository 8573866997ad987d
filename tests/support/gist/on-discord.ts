import { readCustomId } from '#platforms/discord/custom-id'
import type { Component, Message } from '../discord/index.ts'
import { read, type Shown } from '../discord-markdown.ts'
import { type Gist, gistOf, type Piece, type Write } from './gist.ts'

/** What messages on Discord say. */
export const inDiscord = (messages: readonly Message[], write: Write): Gist =>
  gistOf(messages.map((message) => piecesOf(message, write)))

const piecesOf = ({ content, embeds, components }: Message, write: Write): Piece[] => [
  ...markdown(content),
  ...embeds.flatMap(({ description = '' }) => markdown(description)),
  ...components.flatMap((one) => component(one, write)),
]

const markdown = (source: string): Piece[] => [...read(source).flatMap(shown), { words: '\n' }]

const lines: ReadonlySet<string> = new Set(['heading', 'aside', 'quote', 'item'])

const shown = (one: Shown): Piece[] => {
  if (one.kind === 'link') return [{ link: one.url, words: wordsOf(one.inner) }]
  if ('inner' in one)
    return [...one.inner.flatMap(shown), ...(lines.has(one.kind) ? [{ words: '\n' }] : [])]
  return [{ words: one.text }]
}

const wordsOf = (some: readonly Shown[]): string =>
  some.map((one) => ('inner' in one ? wordsOf(one.inner) : one.text)).join('')

const component = (one: Component, write: Write): Piece[] => {
  const { type, content, components = [], accessory } = one
  const within = components.flatMap((each) => component(each, write))
  if (type === 2) return [button(one.label ?? '', runs(one.custom_id ?? '', '', write))]
  if (type === 3)
    return (one.options ?? []).map(({ value }) => ({
      opens: runs(one.custom_id ?? '', value, write),
    }))
  const beside = accessory ? [{ opens: runs(accessory.custom_id ?? '', '', write) }] : []
  return [...(content === undefined ? [] : markdown(content)), ...within, ...beside]
}

/** Where nothing can stand beside an item, its button stands under the list and is named after it. */
const button = (label: string, line: string): Piece =>
  label.startsWith('Read: ') ? { opens: line } : { button: label, runs: line }

const runs = (id: string, chosen: string, write: Write): string => {
  const pressed = readCustomId(id)
  if (!pressed || !('invoked' in pressed)) return id
  const { command, options } = pressed.invoked
  return write({
    command,
    options: { ...options, ...(pressed.option && { [pressed.option]: chosen }) },
  })
}
