import type { APIEmbed } from 'discord.js'
import { aside, type Block, link } from '#core/reply'
import type { Tlp } from '#core/tlp'
import type { Message } from '../../render/parts.ts'
import { colours } from './colours.ts'
import { isControl, newPresses, rows } from './controls.ts'
import { flags, limits } from './limits.ts'
import { notifying } from './notifying.ts'
import { wordsOf } from './prose.ts'

type Wish = { embeds?: readonly APIEmbed[]; blocks: readonly Block[]; role: string | undefined }

/**
 * An ordinary message: its own text, an embed, and the buttons and menus among some shaped blocks. `role`
 * is whom the text calls.
 */
export const message = (content: string, { embeds = [], blocks, role }: Wish): Message => {
  const presses = newPresses()
  const components = blocks.flatMap((block) => (isControl(block) ? rows(block, presses) : []))
  // The flag would hide an embed of our own too.
  const flag = embeds.length > 0 ? 0 : flags.suppressEmbeds
  return {
    body: { content, embeds, components, flags: flag, ...notifying(role) },
    keep: presses.keep,
    fits:
      content.length <= limits.content &&
      embeds.every(({ description = '' }) => description.length <= limits.embedDescription) &&
      components.length <= limits.rows,
  }
}

/** Shaped blocks under a line of Markdown, beside a bar in a label's colour; none where they show nothing. */
export const embedOf = (above: string, blocks: readonly Block[], tlp: Tlp): APIEmbed[] => {
  const image = blocks.find((block) => block.kind === 'image')
  const words = blocks.map((block) =>
    block.kind === 'image' && block !== image ? addressOf(block) : block,
  )
  const description = wordsOf(above, words)
  if (description === '' && !image) return []
  return [
    {
      color: colours[tlp],
      ...(description !== '' && { description }),
      ...(image && { image: { url: image.url } }),
    },
  ]
}

// An embed shows one image.
const addressOf = ({ url }: { url: string }): Block => aside(link('Image', url))
