import type { Embed } from '../world/records.ts'
import { atMost, type Broken, broken, each } from './broken.ts'

/** What Discord's description does not say of embeds (embed limits). */
export const brokenByEmbeds = (embeds: readonly Embed[]): Broken[] => {
  const length = embeds.reduce((sum, embed) => sum + lengthOf(embed), 0)
  return [
    ...atMost(length, 6_000, 'characters of embeds', 'embeds'),
    ...each(embeds, 'embeds', brokenByEmbed),
  ]
}

const brokenByEmbed = (embed: Embed, path: string): Broken[] => {
  const isEmpty = lengthOf(embed) === 0 && !embed.image && !embed.thumbnail
  return [
    ...broken(isEmpty, 'embed without anything', path),
    ...each(embed.fields, `${path}.fields`, ({ name, value }, at) =>
      broken(name.trim() === '' || value.trim() === '', 'field without name or value', at),
    ),
  ]
}

const lengthOf = ({ title, description, footer, author, fields }: Embed): number =>
  [title, description, footer?.text, author?.name, ...(fields ?? []).flatMap(textsOf)]
    .map((text) => text?.length ?? 0)
    .reduce((sum, length) => sum + length, 0)

const textsOf = ({ name, value }: NonNullable<Embed['fields']>[number]): string[] => [name, value]
