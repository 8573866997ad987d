import { flags, hasFlag } from './flags.ts'
import type { Component, Message, User } from './records.ts'
import { newId } from './snowflake.ts'

/** The body of who creates or edits a message, once it was found to be one. */
export type MessageBody = {
  content?: string | null
  embeds?: Message['embeds'] | null
  components?: Component[] | null
  flags?: number | null
  allowed_mentions?: {
    parse?: string[] | null
    users?: string[] | null
    roles?: string[] | null
    replied_user?: boolean | null
  } | null
  nonce?: string | number | null
  enforce_nonce?: boolean | null
  message_reference?: { message_id: string; fail_if_not_exists?: boolean | null } | null
  poll?: unknown
  sticker_ids?: string[] | null
  attachments?: unknown[] | null
}

type Origin = Pick<Message, 'channel' | 'author'> & Partial<Message>
type People = ReadonlyMap<string, User>

/** The message that a body creates. */
export const written = (body: MessageBody, people: People, origin: Origin): Message => ({
  id: newId(),
  content: body.content ?? '',
  embeds: body.embeds ?? [],
  components: numbered(body.components ?? []),
  flags: body.flags ?? 0,
  ...(body.nonce != null && { nonce: body.nonce }),
  ...mentionsOf(body, body.content ?? '', people),
  ...origin,
})

const editableFlags = flags.suppressEmbeds | flags.v2

/** The message as an edit leaves it: what the body does not name stays; the first edit ends a deferral. */
export const edited = (body: MessageBody, people: People, before: Message): Message => {
  const { content, embeds, components } = body
  const wasLoading = hasFlag(before, flags.loading)
  return {
    ...before,
    ...(content !== undefined && { content: content ?? '' }),
    ...(embeds !== undefined && { embeds: embeds ?? [] }),
    ...(components !== undefined && { components: numbered(components ?? []) }),
    flags: flagsAfter(body, before),
    ...(content !== undefined && mentionsOf(body, content ?? '', people)),
    ...(!wasLoading && { editedAt: Date.now() }),
  }
}

/** Components V2 can be switched on by an edit but never off. */
const flagsAfter = ({ flags: given }: MessageBody, { flags: before }: Message): number => {
  const kept = before & ~flags.loading
  return given == null ? kept : (kept & ~flags.suppressEmbeds) | (given & editableFlags)
}

/** Discord gives every component of a message a number. */
const numbered = (components: readonly Component[]): Component[] => {
  let next = 1
  const number = (component: Component): Component => {
    const { components: inner, accessory } = component
    return {
      ...component,
      id: component.id || next++,
      ...(inner && { components: inner.map(number) }),
      ...(accessory && { accessory: number(accessory) }),
    }
  }
  return components.map(number)
}

const mayAll = ({ allowed_mentions: allowed }: MessageBody, kind: string): boolean =>
  !allowed || (allowed.parse ?? []).includes(kind)

/** Roles that a text names, as far as `allowed_mentions` lets it. */
export const rolesNamedIn = (body: MessageBody): string[] => {
  const ids = new Set([...(body.content ?? '').matchAll(/<@&(\d+)>/g)].map(([, id]) => id ?? ''))
  return [...ids].filter(
    (id) => mayAll(body, 'roles') || body.allowed_mentions?.roles?.includes(id),
  )
}

/** Whom a text really pings: what it says, as far as `allowed_mentions` lets it. */
const mentionsOf = (
  body: MessageBody,
  content: string,
  people: People,
): Pick<Message, 'mentions' | 'mentionsEveryone'> => {
  const { allowed_mentions: allowed } = body
  const ids = new Set([...content.matchAll(/<@!?(\d+)>/g)].map(([, id]) => id ?? ''))
  const pinged = [...ids].filter((id) => mayAll(body, 'users') || allowed?.users?.includes(id))
  return {
    mentions: pinged.flatMap((id) => people.get(id) ?? []),
    mentionsEveryone: /@(everyone|here)\b/.test(content) && mayAll(body, 'everyone'),
  }
}
