import { setTimeout as wait } from 'node:timers/promises'
import type { Incoming } from '#core/chat'
import { addressOf, messageAt, tsOf } from '../address.ts'
import type { Taken } from '../arrive/processing.ts'
import { outcomeOf, whyOf } from '../failure.ts'
import { tsAt } from '../post/look-for.ts'
import type { Team } from '../teams.ts'
import { writerOf } from './asker.ts'
import { filesIn, type Given } from './files.ts'
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
  files?: readonly Given[]
}

/** Direct messages, and mentions in a channel, are questions: each is written down, then acknowledged. */
export const takeMessages = ({ app, door, teams, work, log }: Receiving): void => {
  const take = async (written: Written, channel: string, context: { teamId?: string }) => {
    const { taken, refused } = context as unknown as Taken
    await work.run(async () => {
      let isTaken = false
      try {
        const team = await teams.at(context.teamId ?? '')
        const incoming = team && incomingFrom(written, team, channel)
        if (!incoming) return
        await door.receive(incoming, () => {
          isTaken = true
          void taken()
        })
      } catch (error) {
        if (!isTaken) refused()
        log.error({ err: error, isTaken }, 'a message was not answered')
      }
    })
  }
  app.event('message', async ({ event, context }) => {
    if (event.channel_type === 'im') await take(event as Written, event.channel, context)
  })
  app.event('app_mention', async ({ event, context }) =>
    take(event as Written, event.channel, context),
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
    ...filesIn(written.files),
  }
}

/** https://docs.slack.dev/reference/methods/conversations.history */
const mostAtOnce = 200
/** Whoever wrote is not answered after ten minutes; what Slack asks to wait is well under that. */
const longestWaitMs = 60_000

/** What a person wrote in direct messages, or in one thread of them, while nobody listened; oldest first. */
export const writtenSince = async (
  { teams, log }: Pick<Receiving, 'teams' | 'log'>,
  channel: string,
  message: string,
  since: Temporal.Instant,
): Promise<Incoming[]> => {
  const { workspace, channel: id, thread } = addressOf(channel)
  const oldest = [tsOf(message), tsAt(since)].reduce((a, b) => (Number(a) > Number(b) ? a : b))
  const read = async (): Promise<Incoming[]> => {
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
  }
  try {
    return await patiently(read)
  } catch (error) {
    log.warn({ why: whyOf(error) }, 'what was written meanwhile could not be read')
    return []
  }
}

/** Once more when Slack asks to wait: many conversations are read in a row after a restart. */
const patiently = async <T>(read: () => Promise<T>): Promise<T> => {
  try {
    return await read()
  } catch (error) {
    const outcome = outcomeOf(error)
    if (outcome.kind !== 'later') throw error
    const left = outcome.at.since(Temporal.Now.instant()).total('milliseconds')
    await wait(Math.min(Math.max(0, left), longestWaitMs))
    return read()
  }
}

/** Read from a conversation, the beginning of a thread names itself as its thread. */
const within = (written: Written, thread: string | undefined): Written => {
  const { thread_ts: _, ...alone } = written
  return thread === undefined ? alone : { ...alone, thread_ts: thread }
}
