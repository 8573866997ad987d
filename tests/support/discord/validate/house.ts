import { flags } from '../world/flags.ts'
import type { MessageBody } from '../world/writing.ts'
import { type Broken, ours } from './broken.ts'
import type { Draft, MessageRules } from './message.ts'

/** What we ask of every message beyond Discord: it pings nobody unasked and shows no link preview. */
export const brokenHouseRules = (
  body: MessageBody,
  draft: Draft,
  rules: MessageRules,
): Broken[] => [
  ...brokenByMentions(body, rules.mayMention),
  ...ours(!isWithoutPreview(draft), 'link preview possible', 'flags'),
  ...ours(isHidden(draft), 'embeds hidden by SUPPRESS_EMBEDS', 'flags'),
]

const brokenByMentions = (
  { allowed_mentions: allowed }: MessageBody,
  mayMention: ReadonlySet<string>,
): Broken[] => {
  if (!allowed?.parse) return ours(true, 'no allowed_mentions with parse', 'allowed_mentions')
  const named = [...(allowed.users ?? []), ...(allowed.roles ?? [])]
  return [
    ...ours(allowed.parse.length > 0, 'mentions are parsed', 'allowed_mentions.parse'),
    ...ours(allowed.replied_user === true, 'a reply pings', 'allowed_mentions.replied_user'),
    ...ours(
      named.some((id) => !mayMention.has(id)),
      'pings somebody',
      'allowed_mentions',
    ),
  ]
}

const isHidden = ({ flags: set, embeds }: Draft): boolean =>
  embeds.length > 0 && (set & flags.suppressEmbeds) !== 0

/**
 * Components V2 has no previews, SUPPRESS_EMBEDS takes them away. That flag would hide a message's
 * own embeds as well, so beside those a text may only hold no address that becomes a link.
 */
const isWithoutPreview = ({ flags: set, embeds, content }: Draft): boolean => {
  if (set & (flags.v2 | flags.suppressEmbeds)) return true
  return embeds.length > 0 && !linked.test(content.replace(dead, ''))
}

/** Addresses in code and in angle brackets have no preview; those behind a masked link do. */
const dead = /```[\s\S]*?```|`[^`]*`|<https?:\/\/[^\s>]*>/gi
const linked = /https?:\/\/\S/i
