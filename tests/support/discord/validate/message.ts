import { flags, hasFlag } from '../world/flags.ts'
import type { Message } from '../world/records.ts'
import type { MessageBody } from '../world/writing.ts'
import { type Broken, broken, within } from './broken.ts'
import { brokenByComponents } from './components.ts'
import { brokenByEmbeds } from './embeds.ts'
import { brokenHouseRules } from './house.ts'

export type MessageRules = {
  /** What an edit finds there. */
  before?: Message | undefined
  /** Whether it answers an interaction, which alone may be private. */
  isAnswer?: boolean
  mayMention: ReadonlySet<string>
  /** What stands before each path: `data.` */
  path?: string
}

/** What a message would be once a body was taken. */
export type Draft = Pick<Message, 'content' | 'embeds' | 'components' | 'flags'>

/** What Discord documents of messages but leaves out of its description, then what we ask ourselves. */
export const brokenByMessage = (body: MessageBody, rules: MessageRules): Broken[] => {
  const draft = draftOf(body, rules.before)
  return [
    ...within(draft.content, [0, 2_000], 'content'),
    ...brokenByEmbeds(draft.embeds),
    ...brokenByComponents(draft.components, isV2(draft)),
    ...brokenByKind(draft, body),
    ...brokenByFlags(body, rules),
    ...brokenHouseRules(body, draft, rules),
  ].map((one) => ({ ...one, path: `${rules.path ?? ''}${one.path}` }))
}

const isV2 = (draft: Draft): boolean => hasFlag(draft, flags.v2)

const draftOf = (body: MessageBody, before: Message | undefined): Draft => ({
  content: pick(body.content, before?.content ?? '', ''),
  embeds: pick(body.embeds, before?.embeds ?? [], []),
  components: pick(body.components, before?.components ?? [], []),
  flags: (body.flags ?? before?.flags ?? 0) | ((before?.flags ?? 0) & flags.v2),
})

const pick = <T>(given: T | null | undefined, otherwise: T, nothing: T): T =>
  given === undefined ? otherwise : (given ?? nothing)

const brokenByKind = (
  draft: Draft,
  { poll, sticker_ids: stickers, attachments }: MessageBody,
): Broken[] => {
  const { content, embeds, components } = draft
  const others = [poll, ...(stickers ?? [])].filter(Boolean)
  if (isV2(draft))
    return [
      ...broken(content !== '', 'content beside Components V2', 'content'),
      ...broken(embeds.length > 0, 'embeds beside Components V2', 'embeds'),
      ...broken(others.length > 0, 'a poll or stickers beside Components V2', 'poll'),
      ...broken(components.length === 0, 'message without anything', 'components'),
    ]
  const parts = [embeds, components, others, attachments ?? []]
  const isEmpty = content.trim() === '' && parts.every(({ length }) => length === 0)
  return broken(isEmpty, 'message without anything', 'content')
}

const brokenByFlags = (body: MessageBody, { before, isAnswer }: MessageRules): Broken[] => {
  const set = body.flags
  const isPrivate = ((set ?? 0) & flags.ephemeral) !== 0
  const wasV2 = before !== undefined && hasFlag(before, flags.v2)
  return [
    ...broken(isPrivate && !isAnswer, 'private, but no answer to an interaction', 'flags'),
    ...broken(wasV2 && set != null && !(set & flags.v2), 'Components V2 switched off', 'flags'),
  ]
}
