import {
  type Channel,
  ChannelType,
  DiscordAPIError,
  type NewsChannel,
  PermissionFlagsBits,
  type REST,
  Routes,
  type TextChannel,
} from 'discord.js'
import type { ChatPlatform } from '#core/chat'
import { label } from '../../render/label.ts'
import { ownPermissions } from '../facts.ts'
import type { Servers } from '../servers.ts'
import { outcomeOf } from './outcome.ts'

const longestName = 100
/** A day without a word, in minutes, then it is out of the way. */
const archiveAfter = 1_440

export type ThreadParts = { servers: Servers; rest: REST; timeoutMs: number; signIn(): void }

/**
 * The thread under a message, whose id is the message's; where there can be none, or the bot may open
 * none, the channel itself. One that is there is given even if the bot could not open it now: what may
 * stand in it is looked for there.
 */
export const createThreads = ({
  servers,
  rest,
  timeoutMs,
  signIn,
}: ThreadParts): ChatPlatform['openThread'] => {
  const signal = () => AbortSignal.timeout(timeoutMs)
  const create = async (channel: string, message: string, typed: string): Promise<boolean> => {
    const name = label(typed, longestName) || 'Details'
    const body = { name, auto_archive_duration: archiveAfter }
    const isThere = await succeeds(
      rest.post(Routes.threads(channel, message), { body, signal: signal() }),
    )
    if (isThere) servers.opened({ id: message, channel, name })
    return isThere
  }
  const exists = async (message: string): Promise<boolean> =>
    succeeds(rest.get(Routes.channel(message), { signal: signal() }))

  return async (channel, message, name) => {
    try {
      signIn()
      const place = await servers.channel(channel)
      if (!hasThreads(place)) return { kind: 'open', channel }
      const isOpen =
        ((await mayOpen(place)) && (await create(channel, message, name))) ||
        (await exists(message))
      return { kind: 'open', channel: isOpen ? message : channel }
    } catch (error) {
      return outcomeOf(error, Temporal.Now.instant())
    }
  }
}

const hasThreads = (channel?: Channel): channel is TextChannel | NewsChannel =>
  channel?.type === ChannelType.GuildText || channel?.type === ChannelType.GuildAnnouncement

/** Where that cannot be read, Discord is the judge. */
const mayOpen = async (channel: TextChannel | NewsChannel): Promise<boolean> => {
  const permissions = await ownPermissions(channel)
  const needed = [
    PermissionFlagsBits.CreatePublicThreads,
    PermissionFlagsBits.SendMessagesInThreads,
  ]
  return permissions?.has(needed) ?? true
}

/** "A thread has already been created for this message". */
const isThere = 160_004
/** As many threads as a server may have are open, or it has no such channel. */
const hasNoRoom = new Set<unknown>([160_006, 160_007, 10_003])

/** Whether there is a thread afterwards; what leaves that open is thrown. */
const succeeds = async (request: Promise<unknown>): Promise<boolean> => {
  try {
    await request
    return true
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error
    if (error.code === isThere) return true
    if (error.status === 403 || hasNoRoom.has(error.code)) return false
    throw error
  }
}
