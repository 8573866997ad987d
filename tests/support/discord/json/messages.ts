import { flags, hasFlag } from '../world/flags.ts'
import type { Json, Message } from '../world/records.ts'
import { timeOf } from '../world/snowflake.ts'
import { userJson } from './people.ts'

/** A message as it is read: without the nonce it was created with. */
export const messageJson = (message: Message): Json => {
  const { id, channel, author, content, embeds, components, editedAt } = message
  const isHidden = hasFlag(message, flags.suppressEmbeds)
  return {
    id,
    channel_id: channel,
    type: typeOf(message),
    author: userJson(author),
    content,
    embeds: isHidden ? [] : embeds.map((embed) => ({ ...embed, type: 'rich' })),
    components,
    attachments: message.attachments ?? [],
    mentions: message.mentions.map(userJson),
    mention_roles: message.mentionedRoles ?? [],
    mention_everyone: message.mentionsEveryone,
    pinned: false,
    tts: false,
    timestamp: written(timeOf(id)),
    edited_timestamp: editedAt === undefined ? null : written(editedAt),
    flags: message.flags,
    ...(author.isBot && { application_id: author.id }),
    ...relations(message),
  }
}

/** Default, reply, chat command (message types). */
const typeOf = ({ replyTo, interaction }: Message): number => {
  if (replyTo !== undefined) return 19
  return interaction?.type === 2 ? 20 : 0
}

const relations = ({ channel, replyTo, interaction, author }: Message): Json => ({
  ...(replyTo !== undefined && {
    message_reference: { type: 0, channel_id: channel, message_id: replyTo },
  }),
  ...(interaction && {
    webhook_id: author.id,
    interaction_metadata: {
      id: interaction.id,
      type: interaction.type,
      user: userJson(interaction.by),
      authorizing_integration_owners: interaction.owners,
    },
  }),
})

/** With microseconds and an offset, as Discord writes them. */
const written = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace('Z', '000+00:00')
