import { allOf, kinds } from '../validate/kinds.ts'
import { flags, isV2 } from '../world/flags.ts'
import type { Component, Embed, Message } from '../world/records.ts'

type Parts = Pick<Message, 'content' | 'embeds' | 'components'> & { flags?: number }

/**
 * Every text of a message that a person reads, a line each: also buttons, in brackets, and the
 * options of menus, but no embeds that SUPPRESS_EMBEDS hides.
 */
export const textOf = ({ content, embeds, components, flags: set = 0 }: Parts): string => {
  const shown = set & flags.suppressEmbeds ? [] : embeds
  return [content, ...shown.flatMap(textsOfEmbed), ...allOf(components).flatMap(textsOfComponent)]
    .filter((text) => text !== undefined && text !== '')
    .join('\n')
}

const textsOfEmbed = ({ author, title, description, fields = [], footer }: Embed) => [
  author?.name,
  title,
  description,
  ...fields.flatMap(({ name, value }) => [name, value]),
  footer?.text,
]

const textsOfComponent = ({
  type,
  content,
  label,
  placeholder,
  description,
  ...one
}: Component) => {
  if (type === kinds.button) return [`[${label ?? ''}]`]
  if (type === kinds.select)
    return [placeholder, ...(one.options ?? []).map((option) => option.label)]
  return [content ?? description, ...(one.items ?? []).map((item) => item.description)]
}

export const buttonsOf = ({ components }: Pick<Message, 'components'>): Component[] =>
  allOf(components).filter(({ type }) => type === kinds.button)

export const menusOf = ({ components }: Pick<Message, 'components'>): Component[] =>
  allOf(components).filter(({ type }) => type === kinds.select)

/**
 * What a phone's lock screen shows of a message: its content without marks of markdown, and
 * nothing at all of Components V2 (discord-api-docs#7854).
 */
export const lockScreen = (message: Pick<Message, 'content' | 'flags'>): string =>
  isV2(message) ? '' : message.content.replace(marks, '$1').trim()

const marks = /\\([^\w\s])|\*\*|__|~~|\|\||`|^(?:#{1,3}|-#|>) /gm
