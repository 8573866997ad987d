import type { Answered, Asker } from '#core/chat'
import { type Invoked, paragraph } from '#core/reply'
import { saying } from '#core/show'
import { addressOf, messageAt, personAt } from '../address.ts'
import { type Pressed, readPress } from '../press.ts'
import { askerOf, type From } from './asker.ts'
import { guarded } from './guarded.ts'
import { commandField, openForm } from './open-form.ts'
import type { Receiving } from './receiving.ts'
import { type Alone, keyOf, replyOf, sayNotPosted, showAlone, showPosted, tell } from './show.ts'
import { publishHome } from './take-home.ts'

type Body = {
  user: { id: string; username?: string; name?: string; team_id?: string }
  container: { type: string; message_ts?: string; thread_ts?: string; is_ephemeral?: boolean }
  channel?: { id: string }
  response_url?: string
  trigger_id: string
}

/** One press: who, where, and what it was on. */
type Press = {
  from: From
  alone: Alone | undefined
  trigger: string
  /** The message that was pressed, as far as it stays. */
  message: string | undefined
  isEphemeral: boolean
  /** The same for the same press. */
  id: string
}

/** Buttons and menus: acknowledged first, then done, as the command that they are. */
export const takePresses = (parts: Receiving): void => {
  parts.app.action({ type: 'block_actions' }, async ({ body, action, ack, context }) => {
    if (!('action_id' in action) || action.action_id === commandField) return
    await ack()
    const press = pressOf(body as unknown as Body, context.teamId ?? '', action as never)
    await guarded(parts, press.alone, () => act(parts, press, readPress(action as never)))
  })
}

const pressOf = (body: Body, workspace: string, action: { action_ts?: string }): Press => {
  const { user, container, channel, response_url: url, trigger_id: trigger } = body
  const { message_ts: ts, thread_ts: thread, is_ephemeral = false } = container
  return {
    from: {
      workspace,
      user: user.id,
      team: user.team_id ?? workspace,
      name: user.username ?? user.name ?? user.id,
      channel: channel?.id ?? '',
      thread,
    },
    alone: url === undefined ? undefined : { url, thread },
    trigger,
    message: ts && channel && !is_ephemeral ? messageAt(channel.id, ts) : undefined,
    isEphemeral: is_ephemeral,
    id: `${user.id}/${action.action_ts ?? trigger}`,
  }
}

const old = saying(
  paragraph('This is from an earlier time and no longer does anything. Ask anew: ', {
    kind: 'typed',
    text: '/help',
  }),
)

const act = async (parts: Receiving, press: Press, pressed: Pressed | undefined): Promise<void> => {
  const { door, people, facts } = parts
  const { from, alone } = press
  const invoked = pressed && (await invokedBy(parts, pressed))
  if (!pressed || !invoked) return say(parts, press, old)
  if (door.commands.find(({ name }) => name === invoked.command)?.form)
    return openAsForm(parts, press, invoked)
  const asker = await askerOf(people, facts, from)
  if (pressed.how === 'keep' || pressed.how === 'rest')
    return keep(parts, press, invoked, pressed.how === 'rest' ? pressed.shown : 0)
  if (pressed.how === 'channel')
    return say(parts, press, replyOf(await door.share(invoked, asker, press.id)))
  const isHere = pressed.how === 'here'
  if (isHere && press.isEphemeral && alone) {
    const answered = await door.run(invoked, asker)
    return showAlone(parts, { answered, invoked, alone, replaces: true })
  }
  if (asker.isDirect && press.message !== undefined)
    return inDm(parts, press, await door.run(invoked, asker), asker, isHere)
  if (alone) return showAlone(parts, { answered: await door.run(invoked, asker), invoked, alone })
  if (isHere) return publishHome(parts, from, [await door.run(invoked, asker)])
  return answerAlone(parts, from, invoked, press.id)
}

const invokedBy = async ({ door }: Receiving, pressed: Pressed): Promise<Invoked | undefined> =>
  'invoked' in pressed ? pressed.invoked : door.kept(pressed.kept)

const openAsForm = async (parts: Receiving, press: Press, invoked: Invoked): Promise<void> => {
  const { door, people, facts } = parts
  const { from, alone, trigger } = press
  const { reply } = await door.run(invoked, await askerOf(people, facts, from))
  if (reply.kind === 'reply') return say(parts, press, reply)
  const { workspace, channel, thread } = from
  const context = { channel, ...(alone && { url: alone.url }), ...(thread && { thread }) }
  await openForm(parts, { trigger, workspace }, reply, context)
}

/** Alone with the bot messages stay, so an answer changes what was pressed or hangs on it. */
const inDm = async (
  parts: Receiving,
  press: Press,
  answered: Answered,
  asker: Asker,
  isHere: boolean,
): Promise<void> => {
  const { door, posting, present } = parts
  const { message = '', id: key } = press
  if (!isHere) {
    const stopped = await showPosted(parts, { answered, asker, key, to: message })
    return stopped && say(parts, press, sayNotPosted(stopped, 'This conversation'))
  }
  const [first = {}, ...others] = await present.message(replyOf(answered))
  const outcome = await posting.edit(asker.channel, message, first)
  if (outcome.kind !== 'sent' || others.length > 0) {
    const from = outcome.kind === 'sent' ? 1 : 0
    await showPosted(parts, { answered, asker, key, to: message, from })
  } else await door.sent(answered, asker, [message])
}

/** Where the bot is alone with somebody, with the eyes that they have there. */
const aloneWith = async ({ posting }: Receiving, from: From) => {
  const dm = await posting.openDm(personAt(from.workspace, from.user))
  return dm.kind === 'open' ? dm.channel : dm
}

/** Answers in direct messages what was asked where Slack takes no answer. */
export const answerAlone = async (
  parts: Receiving,
  from: From,
  invoked: Invoked,
  key: string,
): Promise<void> => {
  const channel = await aloneWith(parts, from)
  if (typeof channel !== 'string') throw new Error(`no direct messages: ${channel.kind}`)
  const asker = await askerOf(parts.people, parts.facts, {
    ...from,
    channel: addressOf(channel).channel,
    thread: undefined,
  })
  const answered = await parts.door.run(invoked, asker)
  const stopped = await showPosted(parts, { answered, asker, key })
  if (stopped) throw new Error(`not posted: ${stopped.kind}`)
}

const keptWell = saying(paragraph('Sent to your direct messages with me.'))
const nothingToKeep = saying(
  paragraph(
    'Your direct messages may see less than this channel, and of this there is nothing to show there.',
  ),
)

/** Runs it again with the eyes of the asker's direct messages, and sends it there. */
const keep = async (
  parts: Receiving,
  press: Press,
  invoked: Invoked,
  shown: number,
): Promise<void> => {
  const { door, people, facts } = parts
  const channel = await aloneWith(parts, press.from)
  if (typeof channel !== 'string')
    return say(parts, press, sayNotPosted(channel, 'Your conversation with me'))
  const from = { ...press.from, channel: addressOf(channel).channel, thread: undefined }
  const asker = await askerOf(people, facts, from)
  const answered = await door.run(invoked, asker)
  if (answered.reply.kind === 'form' || answered.reply.shows.length === 0)
    return say(parts, press, nothingToKeep)
  const stopped = await showPosted(parts, { answered, asker, key: press.id, from: shown })
  await say(parts, press, stopped ? sayNotPosted(stopped, 'Your conversation with me') : keptWell)
}

/** A word about a press to whoever made it: beside it, or in direct messages. */
const say = async (parts: Receiving, press: Press, reply: ReturnType<typeof saying>) => {
  if (press.alone) return tell(parts, press.alone, reply)
  const channel = await aloneWith(parts, press.from)
  if (typeof channel !== 'string') return
  for (const [part, body] of (await parts.present.message(reply)).entries())
    await parts.posting.post(channel, body, keyOf(press.id, part))
}
