import type { Incoming } from '#core/chat'
import { addressOf, messageAt, tsOf } from '../address.ts'
import type { Taken } from '../arrive/processing.ts'
import { tsAt } from '../post/look-for.ts'
import type { Team, Teams } from '../teams.ts'
import { writerOf } from './asker.ts'
import { asTyped, plainText } from './plain-text.ts'
import type { Receiving } from './receiving.ts'

/** A message as Slack tells of it, and as it is read from a conversation. */
type Written = {
  ts?: string
  thread_ts?: string
  text?: string
  user?: string
  team?: string
  user_team?: string
  bot_id?: string
  subtype?: string
  hidden?: boolean
}

/** Direct messages, and mentions in a channel, are questions: each is written down, then acknowledged. */
export const takeMessages = ({ app, door, teams, work }: Receiving): void => {
  const take = async (written: Written, workspace: string, channel: string, context: unknown) => {
    const team = await teams.at(workspace)
    const incoming = team && incomingFrom(written, team, channel)
    if (!incoming) return
    const { taken } = context as Taken
    await work.run(() => door.receive(incoming, () => void taken()))
  }
  app.event('message', async ({ event, context }) => {
    if (event.channel_type !== 'im') return
    await take(event as Written, context.teamId ?? '', event.channel, context)
  })
  app.event('app_mention', async ({ event, context }) =>
    take(event as Written, context.teamId ?? '', event.channel, context),
  )
}

/** Written by a person, as a message of its own: not a change of one, nor something Slack says. */
const isWritten = ({ user, bot_id, subtype, hidden }: Written): boolean =>
  user !== undefined &&
  bot_id === undefined &&
  !hidden &&
  (subtype === undefined || subtype === 'file_share' || subtype === 'thread_broadcast')

const incomingFrom = (written: Written, team: Team, channel: string): Incoming | undefined => {
  const { ts, thread_ts: thread, user, text = '' } = written
  if (!isWritten(written) || ts === undefined || user === undefined || user === team.bot.user)
    return undefined
  const { workspace } = team
  const from = {
    workspace,
    user,
    team: written.user_team ?? written.team ?? workspace,
    name: user,
    channel,
    thread,
  }
  return {
    id: messageAt(channel, ts),
    asker: writerOf(from),
    text: asTyped(plainText(text, team.bot.user)),
  }
}

const mostAtOnce = 50

/** What a person wrote in direct messages, or in one thread of them, while nobody listened; oldest first. */
export const writtenSince = async (
  teams: Teams,
  channel: string,
  message: string,
  since: Temporal.Instant,
): Promise<Incoming[]> => {
  const { workspace, channel: id, thread } = addressOf(channel)
  const oldest = [tsOf(message), tsAt(since)].reduce((a, b) => (Number(a) > Number(b) ? a : b))
  try {
    const team = await teams.at(workspace)
    if (!team) return []
    const { conversations } = team.client
    const wish = { channel: id, oldest, limit: mostAtOnce }
    const { messages = [] } = await (thread === undefined
      ? conversations.history(wish)
      : conversations.replies({ ...wish, ts: thread }))
    return (messages as Written[])
      .filter(({ ts = '0' }) => Number(ts) > Number(oldest))
      .sort((a, b) => Number(a.ts) - Number(b.ts))
      .flatMap((written) => incomingFrom(within(written, thread), team, id) ?? [])
  } catch {
    return []
  }
}

/** Read from a conversation, the beginning of a thread names itself as its thread. */
const within = (written: Written, thread: string | undefined): Written => {
  const { thread_ts: _, ...alone } = written
  return thread === undefined ? alone : { ...alone, thread_ts: thread }
}
