import type { Asker, ChatPlatform, Incoming } from '#core/chat'
import type { Log } from '#core/log'
import type { Form, Reply } from '#core/reply'
import { paragraph } from '#core/reply'
import type { Received } from '#core/room'
import { saying } from '#core/show'
import type { Store } from '#core/store'
import type { Asking, Engine } from './engine.ts'
import { channelViewer, personViewer, standingOf } from './eyes.ts'
import { keyOf, send } from './send.ts'

export type InboxParts = {
  engine: Engine
  store: Store
  platform: ChatPlatform
  now: () => Temporal.Instant
  log: Log
  asking(asker: Asker): Promise<Omit<Asking, 'viewer' | 'place'>>
}

/** Older ones are not answered any more: nobody waits for them, and an answer would come as a surprise. */
const lateAfterMinutes = 10

/** Writes a message down before anything else, then answers it; one that came before is left alone. */
export const receive = async (parts: InboxParts, incoming: Incoming): Promise<void> => {
  const message = receivedOf(parts, incoming)
  if (await parts.store.inbox.receive(message)) await answer(parts, message, incoming.asker)
}

const receivedOf = ({ platform, now }: InboxParts, { id, asker, text }: Incoming): Received => {
  const { workspace, channel, person, name, isDirect } = asker
  const at = now().toString()
  return { platform: platform.name, id, workspace, channel, person, name, isDirect, text, at }
}

/** What an earlier process received and did not finish: looked for, then answered, or closed as missed. */
export const recover = async (parts: InboxParts): Promise<void> => {
  const { store, platform, now } = parts
  const late = now().subtract({ minutes: lateAfterMinutes })
  for (const message of await store.inbox.open(platform.name)) {
    if (Temporal.Instant.compare(Temporal.Instant.from(message.at), late) < 0)
      await close(parts, message, 'missed', 'too late')
    else await answer(parts, message, unknownAsker(message), Temporal.Instant.from(message.at))
  }
  for (const { channel, newest } of await store.inbox.conversations(platform.name, late.toString()))
    for (const incoming of await platform.writtenSince(channel, newest))
      await receive(parts, incoming)
}

/** What they may do is not written down; it is asked of the platform with each message. */
const unknownAsker = ({ workspace, channel, person, name, isDirect }: Received): Asker => ({
  workspace,
  channel,
  person,
  name,
  isDirect,
  manages: false,
  mayPost: false,
})

const answer = async (
  parts: InboxParts,
  message: Received,
  asker: Asker,
  triedSince?: Temporal.Instant,
): Promise<void> => {
  const { store, platform, now } = parts
  const { channel, workspace, person, isDirect, id: to } = message
  void platform.typing(channel)
  const key = keyOf(platform.name, 'inbox', message.id)
  if (triedSince) await store.takeBackShown(key)
  const reply = await replyTo(parts, message, asker, key)
  const bodies = await platform.render(reply, 'answer', channel)
  const sending = { channel, to, bodies, key, now, ...(triedSince && { triedSince }) }
  const { messages, stopped } = await send(platform, sending)
  const sent = { answer: key, workspace, platform: platform.name, channel, messages, reply }
  if (messages.length > 0)
    await store.recordSent({ ...sent, ...(isDirect && { person }), at: now().toString() })
  else if (stopped?.kind !== 'unknown') await store.takeBackShown(key)
  await close(parts, message, stopped ? 'missed' : 'answered', stopped?.kind)
}

/** What is asked in a channel is answered in the channel, with its eyes. */
const replyTo = async (
  { engine, store, platform, asking }: InboxParts,
  { workspace, channel, person, isDirect, text }: Received,
  asker: Asker,
  key: string,
): Promise<Reply> => {
  const viewer = isDirect
    ? await personViewer({ store, platform }, asker)
    : channelViewer(asker, await standingOf({ store, platform }, workspace, channel))
  const place = { platform: platform.name, workspace, channel, person, answer: key }
  return withoutForm(await engine.runText(text, { ...(await asking(asker)), viewer, place }))
}

// A dialogue can only be the first response to a command or a press.
const withoutForm = (reply: Reply | Form): Reply =>
  reply.kind === 'reply'
    ? reply
    : saying(paragraph(`${reply.title}: choose this from the list of commands that / opens.`))

const close = async (
  { store, platform, log }: InboxParts,
  { id }: Received,
  as: 'answered' | 'missed',
  why?: string,
): Promise<void> => {
  await store.inbox.close(platform.name, id, as)
  if (as === 'missed')
    log.error({ platform: platform.name, message: id, why }, 'a message was not answered')
}
