import { type APIMessage, type Client, Events, MessageType, type REST, Routes } from 'discord.js'
import type { Door, Incoming } from '#core/chat'
import { shared } from '#core/viewer'
import type { OpenWork } from '../../open-work.ts'
import { snowflakeAt } from '../post/posting.ts'
import { questionIn, writerOf } from './asker.ts'
import { filesIn } from './files.ts'

/** Direct messages, and mentions in a channel, are questions. */
export const takeMessages = (client: Client, door: Door, work: OpenWork): void => {
  client.on(Events.MessageCreate, (message) => {
    const text = client.isReady() ? questionIn(message, client) : undefined
    if (text === undefined) return
    const files = filesIn(message.attachments.values())
    void work.run(() => door.receive({ id: message.id, asker: writerOf(message), text, ...files }))
  })
}

const mostAtOnce = 50

/** What a person wrote in direct messages while nobody listened, oldest first. */
export const writtenSince = async (
  rest: REST,
  channel: string,
  message: string,
  since: Temporal.Instant,
): Promise<Incoming[]> => {
  const after = [message, snowflakeAt(since)].reduce((a, b) => (BigInt(a) > BigInt(b) ? a : b))
  const query = new URLSearchParams({ after, limit: `${mostAtOnce}` })
  const found = await rest.get(Routes.channelMessages(channel), { query }).catch(() => [])
  return (found as APIMessage[])
    .filter(({ author, type }) => !author.bot && written.has(type))
    .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
    .map((one) => ({
      id: one.id,
      text: textOf(one),
      asker: alone(channel, one.author),
      ...filesIn(one.attachments),
    }))
}

/** What is written to the bot alone, without its name: no other bot can be named there. */
const textOf = ({ content, mentions }: APIMessage): string => {
  const bots = new Set(mentions.filter(({ bot }) => bot).map(({ id }) => id))
  return content.replaceAll(/<@!?(\d+)>/g, (name, id) => (bots.has(id) ? ' ' : name)).trim()
}

const written = new Set([MessageType.Default, MessageType.Reply])

const alone = (channel: string, { id, global_name, username }: APIMessage['author']) => ({
  workspace: shared,
  channel,
  person: `discord:${id}`,
  name: global_name ?? username,
  isDirect: true,
  manages: false,
  mayPost: true,
})
