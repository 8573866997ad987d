import {
  type BaseInteraction,
  type Client,
  type Interaction,
  InteractionContextType,
  type Message,
  PermissionFlagsBits,
  type PermissionsBitField,
} from 'discord.js'
import type { Asker } from '#core/chat'
import { shared } from '#core/viewer'

/** Who pressed or typed, from what Discord says with it. */
export const askerOf = (interaction: Interaction): Asker => {
  const workspace = workspaceOf(interaction)
  const permissions = workspace === shared ? undefined : interaction.memberPermissions
  return {
    workspace,
    channel: interaction.channelId ?? '',
    person: `discord:${interaction.user.id}`,
    name: nameIn(interaction.member) ?? interaction.user.displayName,
    isDirect: isDirect(interaction),
    ...rights(permissions, interaction.channel?.isThread()),
  }
}

/** A server counts only where it let the bot in: an app that a person has installed brings any server's id along. */
const workspaceOf = ({
  client,
  guildId,
  authorizingIntegrationOwners,
}: BaseInteraction): string => {
  const { data, guildId: letInBy } =
    authorizingIntegrationOwners as typeof authorizingIntegrationOwners & Given
  const isLetIn = Object.keys(data).length === 0 || letInBy !== null
  return guildId && isLetIn && client.guilds.cache.has(guildId) ? guildId : shared
}

/** What Discord sent, which the types leave out. */
type Given = { data: object }

const isDirect = ({ guildId, context }: BaseInteraction): boolean =>
  guildId === null && context !== InteractionContextType.PrivateChannel

const nameIn = (member: Interaction['member']): string | undefined => {
  if (member === null) return undefined
  return 'displayName' in member ? member.displayName : (member.nick ?? undefined)
}

const rights = (
  permissions: Readonly<PermissionsBitField> | null | undefined,
  isThread = false,
) => {
  const { ManageGuild, SendMessages, SendMessagesInThreads } = PermissionFlagsBits
  return {
    manages: permissions?.has(ManageGuild) ?? false,
    mayPost: permissions?.has(isThread ? SendMessagesInThreads : SendMessages) ?? false,
  }
}

/** Who wrote a message. */
export const writerOf = (message: Message): Asker => {
  const { guildId, author, member, channelId } = message
  const workspace = guildId && message.client.guilds.cache.has(guildId) ? guildId : shared
  return {
    workspace,
    channel: channelId,
    person: `discord:${author.id}`,
    name: member?.displayName ?? author.displayName,
    isDirect: guildId === null,
    ...rights(member?.permissions),
  }
}

/** What was asked, without the name of whom it was asked; undefined where nothing was asked of the bot. */
export const questionIn = (message: Message, client: Client<true>): string | undefined => {
  const { author, webhookId, system, guildId, content, mentions } = message
  if (author.bot || webhookId || system) return undefined
  const me = client.user.id
  if (guildId !== null && !mentions.users.has(me)) return undefined
  return content.replaceAll(new RegExp(`<@!?${me}>`, 'g'), ' ').trim()
}
