import { createHash } from 'node:crypto'
import type { Answered, Asker, Body, Outcome } from '#core/chat'
import { type Invoked, paragraph, type Reply } from '#core/reply'
import { sayStopped } from '#core/say-outcome'
import { saying } from '#core/show'
import { addressOf } from '../address.ts'
import type { Receiving } from './receiving.ts'
import { type Respond, respondTo } from './respond.ts'

/** Where an answer is to go: to the asker alone, through the address that came with what they did. */
export type Alone = { url: string; thread?: string | undefined }

/** Of the five messages that a response_url takes, one is left for what may go wrong. */
const mostAlone = 4

type Showing = Pick<Receiving, 'door' | 'present' | 'posting' | 'timeoutMs'>

/** Shows an answer to whoever asked and nobody else; what is more than Slack takes there, a button brings. */
export const showAlone = async (
  { door, present, timeoutMs }: Showing,
  {
    answered,
    invoked,
    alone,
    replaces = false,
  }: {
    answered: Answered
    invoked: Invoked
    alone: Alone
    replaces?: boolean
  },
): Promise<void> => {
  const respond = respondTo(alone.url, timeoutMs, alone.thread)
  const bodies = await present.alone(replyOf(answered), invoked, mostAlone)
  let arrived = 0
  try {
    for (const body of bodies) {
      await (replaces && arrived === 0 ? respond.replace(body) : respond.say(body))
      arrived += 1
    }
  } catch (error) {
    if (arrived === 0 && answered.answer !== '') await door.unsent(answered)
    throw error
  }
}

/** Says something to whoever asked, of which nothing is kept. */
export const tell = async (
  { present, timeoutMs }: Pick<Showing, 'present' | 'timeoutMs'>,
  { url, thread }: Alone,
  reply: Reply,
): Promise<void> => {
  const respond: Respond = respondTo(url, timeoutMs, thread)
  for (const body of await present.answer(reply)) await respond.say(body)
}

/** Posts an answer where it stays: to a channel, or where the bot is alone with the asker. */
export const showPosted = async (
  { door, present, posting }: Showing,
  {
    answered,
    asker,
    key,
    to,
    from = 0,
  }: {
    answered: Answered
    asker: Asker
    /** The same for the same act, so that doing it twice posts once. */
    key: string
    /** The message it answers. */
    to?: string
    /** Parts that stand elsewhere already. */
    from?: number
  },
): Promise<Exclude<Outcome, { kind: 'sent' }> | undefined> => {
  const bodies = (await present.message(replyOf(answered))).slice(from)
  const messages: string[] = []
  let stopped: Exclude<Outcome, { kind: 'sent' }> | undefined
  for (const [part, body] of bodies.entries()) {
    const outcome = await postPart(posting, asker.channel, body, keyOf(key, part), to)
    if (outcome.kind !== 'sent') {
      stopped = outcome
      break
    }
    messages.push(outcome.message)
  }
  if (messages.length > 0) await door.sent(answered, asker, messages)
  else if (stopped?.kind !== 'unknown') await door.unsent(answered)
  return stopped
}

const postPart = (
  posting: Showing['posting'],
  channel: string,
  body: Body,
  key: string,
  to: string | undefined,
): Promise<Outcome> =>
  to === undefined || addressOf(channel).thread !== undefined
    ? posting.post(channel, body, key)
    : posting.reply(channel, to, body, key)

/** Twenty-two characters, as every delivery's. */
export const keyOf = (...parts: (string | number)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)

export const sayNotPosted = (stopped: Exclude<Outcome, { kind: 'sent' }>, where: string): Reply =>
  saying(paragraph(sayStopped(stopped, where)))

/** A form can only be shown by a command of its own. */
export const replyOf = ({ reply }: Answered): Reply =>
  reply.kind === 'reply'
    ? reply
    : saying(paragraph(`${reply.title}: `, { kind: 'typed', text: `/${reply.command}` }))
