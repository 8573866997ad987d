import type { APIMessage } from 'discord.js'
import type { Body } from '#core/chat'
import { deliveryOf } from '../custom-id.ts'

/** The custom id of a message's first button or menu, however deep it stands. */
export const firstCustomId = (message: { readonly components?: unknown }): string | undefined =>
  firstIn(message.components)

const firstIn = (part: unknown): string | undefined => {
  if (Array.isArray(part)) {
    for (const one of part) {
      const found = firstIn(one)
      if (found !== undefined) return found
    }
    return undefined
  }
  if (typeof part !== 'object' || part === null) return undefined
  const { custom_id: id, components, accessory } = part as Record<string, unknown>
  return typeof id === 'string' ? id : (firstIn(components) ?? firstIn(accessory))
}

export const deliveryIn = (message: Pick<APIMessage, 'components'>): string | undefined => {
  const id = firstCustomId(message)
  return id === undefined ? undefined : deliveryOf(id)
}

/** Whether a message says what a body does; a part without buttons is known by nothing else. */
export const hasText = (message: APIMessage, body: Body): boolean => {
  const { content = '', embeds = [] } = body as { content?: string; embeds?: Described[] }
  const isSame = (one: Described | undefined, other: Described | undefined): boolean =>
    trimmed(one?.title) === trimmed(other?.title) &&
    trimmed(one?.description) === trimmed(other?.description)
  return (
    message.content.trim() === content.trim() &&
    message.embeds.length === embeds.length &&
    embeds.every((embed, at) => isSame(embed, message.embeds[at]))
  )
}

type Described = { title?: string | undefined; description?: string | undefined }

const trimmed = (text: string | undefined): string => text?.trim() ?? ''
