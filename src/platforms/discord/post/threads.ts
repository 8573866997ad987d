import {
  type Channel,
  ChannelType,
  type Client,
  DiscordAPIError,
  PermissionFlagsBits,
  type REST,
  Routes,
} from 'discord.js'
import type { ChatPlatform } from '#core/chat'
import { visible } from '#core/visible'
import { channelOf, ownPermissions } from '../facts.ts'
import { outcomeOf } from './outcome.ts'

const longestName = 100
/** A day without a word, in minutes, then it is out of the way. */
const archiveAfter = 1_440
/** "A thread has already been created for this message": its id is the message's. */
const isThere = 160_004

export type ThreadParts = { client: Client; rest: REST; timeoutMs: number; signIn(): void }

/** The thread under a message; where there can be none, or the bot may open none, the channel itself. */
export const createThreads =
  ({ client, rest, timeoutMs, signIn }: ThreadParts): ChatPlatform['openThread'] =>
  async (channel, message, name) => {
    if (!(await mayHaveThreads(await channelOf(client, channel)))) return { kind: 'open', channel }
    try {
      signIn()
      await rest.post(Routes.threads(channel, message), {
        body: { name: nameOf(name), auto_archive_duration: archiveAfter },
        signal: AbortSignal.timeout(timeoutMs),
      })
      return { kind: 'open', channel: message }
    } catch (error) {
      if (error instanceof DiscordAPIError && error.code === isThere)
        return { kind: 'open', channel: message }
      const outcome = outcomeOf(error, Temporal.Now.instant())
      // Allowed a moment ago: what belongs there stands under the message instead.
      return outcome.kind === 'forbidden' ? { kind: 'open', channel } : outcome
    }
  }

const nameOf = (name: string): string => {
  const shown = [...visible(name).trim()].slice(0, longestName).join('')
  return shown.length > longestName ? shown.slice(0, longestName - 1) : shown || 'Details'
}

const mayHaveThreads = async (channel: Channel | undefined): Promise<boolean> => {
  if (!channel || channel.isDMBased()) return false
  if (channel.type !== ChannelType.GuildText && channel.type !== ChannelType.GuildAnnouncement)
    return false
  const permissions = await ownPermissions(channel)
  const needed = [
    PermissionFlagsBits.CreatePublicThreads,
    PermissionFlagsBits.SendMessagesInThreads,
  ]
  return permissions?.has(needed) ?? false
}
