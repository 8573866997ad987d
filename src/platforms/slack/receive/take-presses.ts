import { type Invoked, paragraph, type Reply, typed } from '#core/reply'
import { saying } from '#core/show'
import { messageAt } from '../address.ts'
import { type Pressed, readPress } from '../press.ts'
import { askerOf, type From } from './asker.ts'
import { answerDirectly, answerInDm, keep, tellDirectly } from './direct.ts'
import { guarded } from './guarded.ts'
import { commandField, openForm } from './open-form.ts'
import type { Receiving } from './receiving.ts'
import { type Alone, replyOf, showAlone, tell } from './show.ts'
import { publishHome } from './take-home.ts'

type Body = {
  user: { id: string; username?: string; name?: string; team_id?: string }
  container: {
    message_ts?: string
    thread_ts?: string
    view_id?: string
    is_ephemeral?: boolean
  }
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
  /** The same for a press and the one that follows by a slip of the finger. */
  id: string
}

/** Buttons and menus: acknowledged first, then done, as the command that they are. */
export const takePresses = (parts: Receiving): void => {
  parts.app.action({ type: 'block_actions' }, async ({ body, action, ack, context }) => {
    if (!('action_id' in action) || action.action_id === commandField) return
    await ack()
    const press = pressOf(body as unknown as Body, context.teamId ?? '', action.action_id)
    const say = (reply: Reply) => sayTo(parts, press, reply)
    await guarded(parts, say, () => act(parts, press, readPress(action as never)))
  })
}

const slipMs = 60_000

const pressOf = (body: Body, workspace: string, action: string): Press => {
  const { user, container, channel, response_url: url, trigger_id: trigger } = body
  const { message_ts: ts, thread_ts: thread, view_id: view, is_ephemeral = false } = container
  const minute = Math.floor(Temporal.Now.instant().epochMilliseconds / slipMs)
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
    id: [user.id, channel?.id, ts ?? view, action, minute].join('/'),
  }
}

/** A word about a press to whoever made it: beside it, or in direct messages. */
const sayTo = (parts: Receiving, { alone, from }: Press, reply: Reply): Promise<void> =>
  alone ? tell(parts, alone, reply) : tellDirectly(parts, from, reply)

const old = saying(
  paragraph('This is from an earlier time and no longer does anything. Ask anew: ', typed('/help')),
)

const act = async (parts: Receiving, press: Press, pressed: Pressed | undefined): Promise<void> => {
  const { door } = parts
  const say = (reply: Reply) => sayTo(parts, press, reply)
  const invoked = pressed && (await invokedBy(parts, pressed))
  if (!pressed || !invoked) return say(old)
  if (door.commands.find(({ name }) => name === invoked.command)?.form)
    return openAsForm(parts, press, invoked, say)
  if (pressed.how === 'keep') return say(await keep(parts, press.from, invoked, press.id))
  const asker = await askerOf(parts.people, parts.facts, press.from)
  if (pressed.how === 'channel') return say(replyOf(await door.share(invoked, asker, press.id)))
  await answer(parts, press, invoked, pressed.how === 'here')
}

const answer = async (
  parts: Receiving,
  { from, alone, message, isEphemeral, id: key }: Press,
  invoked: Invoked,
  isHere: boolean,
): Promise<void> => {
  const { door, people, facts } = parts
  const asker = await askerOf(people, facts, from)
  if (!asker.isDirect || isEphemeral) {
    const answered = await door.run(invoked, asker)
    const replaces = isHere && isEphemeral
    return alone && showAlone(parts, { asker, answered, invoked, alone, replaces })
  }
  if (message !== undefined) {
    const answered = await door.run(invoked, asker)
    const fault = await answerInDm(parts, asker, answered, { message, isHere, key })
    return fault === undefined ? undefined : tellDirectly(parts, from, saying(paragraph(fault)))
  }
  return isHere
    ? publishHome(parts, from, [await door.run(invoked, asker)])
    : answerDirectly(parts, from, invoked, key)
}

const invokedBy = async ({ door }: Receiving, pressed: Pressed): Promise<Invoked | undefined> =>
  'invoked' in pressed ? pressed.invoked : door.kept(pressed.kept)

const openAsForm = async (
  parts: Receiving,
  { from, alone, trigger }: Press,
  invoked: Invoked,
  say: (reply: Reply) => Promise<void>,
): Promise<void> => {
  const { door, people, facts } = parts
  const { reply } = await door.run(invoked, await askerOf(people, facts, from))
  if (reply.kind === 'reply') return say(reply)
  const { workspace, channel, thread } = from
  const context = { channel, ...(alone && { url: alone.url }), ...(thread && { thread }) }
  await openForm(parts, { trigger, workspace }, reply, context)
}
