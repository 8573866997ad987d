import type { Answered, Asker } from '#core/chat'
import { type Invoked, paragraph, type Reply, typed } from '#core/reply'
import { saying } from '#core/show'
import type { Receiving } from './receiving.ts'
import { respondTo } from './respond.ts'

/** Where an answer is to go: to the asker alone, through the address that came with what they did. */
export type Alone = { url: string; thread?: string | undefined }

/** Of the five messages that a response_url takes, one is left for what may go wrong. */
const mostAlone = 4

type Showing = Pick<Receiving, 'door' | 'present' | 'timeoutMs'>
type What = { asker: Asker; answered: Answered; invoked: Invoked; alone: Alone; replaces?: boolean }

/** Shows an answer to whoever asked and nobody else; what is more than Slack takes there, a button brings. */
export const showAlone = async (
  { door, present, timeoutMs }: Showing,
  { asker, answered, invoked, alone, replaces = false }: What,
): Promise<void> => {
  const respond = respondTo(alone.url, timeoutMs, alone.thread)
  const command = door.commands.find(({ name }) => name === invoked.command)
  const isOfPlace = command?.isPrivate ?? false
  const bodies = await present.alone(replyOf(answered), invoked, mostAlone, isOfPlace)
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
  if (answered.answer !== '') await door.shown?.(answered, asker)
}

/** Says something to whoever asked, of which nothing is kept. */
export const tell = async (
  { present, timeoutMs }: Pick<Showing, 'present' | 'timeoutMs'>,
  { url, thread }: Alone,
  reply: Reply,
): Promise<void> => {
  const respond = respondTo(url, timeoutMs, thread)
  for (const body of await present.answer(reply)) await respond.say(body)
}

/** A form can only be shown by a command of its own. */
export const replyOf = ({ reply }: Answered): Reply =>
  reply.kind === 'reply' ? reply : saying(paragraph(`${reply.title}: `, typed(`/${reply.command}`)))
