import { createHash } from 'node:crypto'
import type { Answered, Asker } from '#core/chat'
import { type Invoked, paragraph, type Reply } from '#core/reply'
import { saying } from '#core/show'
import { addressOf, personAt } from '../address.ts'
import { askerOf, type From } from './asker.ts'
import type { Receiving } from './receiving.ts'

const conversation = 'Our conversation'

/** Somebody where the bot is alone with them, with the eyes that they have there. */
const aloneWith = async (parts: Receiving, from: From): Promise<Asker> => {
  const dm = await parts.posting.openDm(personAt(from.workspace, from.user))
  if (dm.kind !== 'open') throw new Error(`no direct messages: ${dm.kind}`)
  const { channel } = addressOf(dm.channel)
  return askerOf(parts.people, parts.facts, { ...from, channel, thread: undefined })
}

/** Says a word in direct messages, of which nothing is kept. */
export const tellDirectly = async (parts: Receiving, from: From, reply: Reply): Promise<void> => {
  const { channel } = await aloneWith(parts, from)
  const bodies = await parts.present.message(reply)
  const key = `${from.user}/${reply.blocks.length}/${Temporal.Now.instant()}`
  for (const [part, body] of bodies.entries())
    await parts.posting.post(channel, body, keyOf(key, part))
}

/** Answers in direct messages what was asked where Slack takes no answer; `key` names the act. */
export const answerDirectly = async (
  parts: Receiving,
  from: From,
  invoked: Invoked,
  key: string,
): Promise<void> => {
  const asker = await aloneWith(parts, from)
  const answered = await parts.door.run(invoked, asker)
  const fault = await parts.door.deliver?.(answered, asker, { key, where: conversation })
  if (fault) await tellDirectly(parts, from, saying(paragraph(fault)))
}

const keptWell = saying(paragraph('Sent to your direct messages with me.'))
const nothingToKeep = saying(
  paragraph(
    'Your direct messages may see less than this channel, and of this there is nothing to show there.',
  ),
)

/** Runs it again with the eyes of the asker's direct messages and sends it there; what to say of that. */
export const keep = async (
  parts: Receiving,
  from: From,
  invoked: Invoked,
  key: string,
): Promise<Reply> => {
  const asker = await aloneWith(parts, from)
  const answered = await parts.door.run(invoked, asker)
  if (answered.reply.kind === 'form' || answered.reply.shows.length === 0) return nothingToKeep
  const fault = await parts.door.deliver?.(answered, asker, { key, where: conversation })
  return fault ? saying(paragraph(fault)) : keptWell
}

/** Alone with the bot messages stay, so an answer hangs on what was pressed, or takes its place. */
export const answerInDm = async (
  parts: Receiving,
  asker: Asker,
  answered: Answered,
  { message, isHere, key }: { message: string; isHere: boolean; key: string },
): Promise<string | undefined> => {
  const how = { key, where: conversation, to: message }
  if (!isHere || answered.reply.kind === 'form') return parts.door.deliver?.(answered, asker, how)
  const [first = {}] = await parts.present.message(answered.reply)
  const { kind } = await parts.posting.edit(asker.channel, message, first)
  const standing = kind === 'sent' ? [message] : []
  return parts.door.deliver?.(answered, asker, { ...how, standing })
}

/** Twenty-two characters, as every delivery's. */
const keyOf = (...parts: (string | number)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)
