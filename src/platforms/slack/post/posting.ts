import type { Body, ChatPlatform, Outcome, ReadBack } from '#core/chat'
import { addressOf, messageAt, personOf, tsOf } from '../address.ts'
import { errorOf, outcomeOf, revoked } from '../failure.ts'
import type { Team, Teams } from '../teams.ts'
import { lookFor } from './look-for.ts'
import { marking } from './mark.ts'

type Posting = Pick<ChatPlatform, 'post' | 'reply' | 'edit' | 'remove' | 'readBack' | 'openDm'>

/** Enough for the minutes in which an answer may be missed. */
const mostRemembered = 1_000

/** Messages on their way out. Each request is made once; what became of it is the answer. */
export const createPosting = (teams: Teams): Posting => {
  /** Messages by the key they were posted with: Slack would post the same key twice. */
  const sentAs = new Map<string, Promise<Outcome>>()

  const attempt = async <T extends { kind: string }>(
    workspace: string,
    act: (team: Team) => Promise<T>,
  ) => {
    try {
      const team = await teams.at(workspace)
      return team ? await act(team) : ({ kind: 'gone' } as const)
    } catch (error) {
      // A new token may be there by now.
      if (revoked.has(errorOf(error) ?? '')) teams.drop(workspace, 'revoked')
      return outcomeOf(error)
    }
  }
  const create = (channel: string, body: Body, key: string, threadTs?: string) => {
    const { workspace, channel: id, thread = threadTs } = addressOf(channel)
    return attempt(workspace, async ({ client }): Promise<Outcome> => {
      const { ts } = await client.chat.postMessage({
        ...(body as { text: string }),
        ...marking(key),
        channel: id,
        ...(thread !== undefined && { thread_ts: thread }),
      })
      if (!ts) return { kind: 'unknown', why: 'no message came back' }
      return { kind: 'sent', message: messageAt(id, ts) }
    })
  }
  /** Posts once for each key; what may not have arrived is forgotten, to be looked for first. */
  const once = async (
    channel: string,
    key: string,
    posting: () => Promise<Outcome>,
  ): Promise<Outcome> => {
    const own = `${channel} ${key}`
    const underway = sentAs.get(own)
    if (underway) return underway
    const mine = posting()
    note(sentAs, own, mine)
    const outcome = await mine
    if (outcome.kind !== 'sent') sentAs.delete(own)
    // With the channel, all that was posted there is gone.
    if (outcome.kind === 'gone') forgetIn(sentAs, channel)
    return outcome
  }

  return {
    post: (channel, body, key) => once(channel, key, () => create(channel, body, key)),
    reply: (channel, to, body, key) =>
      once(channel, key, async () => {
        const outcome = await create(channel, body, key, tsOf(to))
        // What was asked may be gone by now; the answer is not worth less for that.
        const isAnswerable = outcome.kind !== 'invalid' || !unanswerable.has(outcome.why)
        return isAnswerable ? outcome : create(channel, body, key)
      }),
    edit: (channel, message, body) => {
      const { workspace, channel: id } = addressOf(channel)
      return attempt(workspace, async ({ client }): Promise<Outcome> => {
        const { text = '', blocks = [] } = body as { text?: string; blocks?: never[] }
        await client.chat.update({ channel: id, ts: tsOf(message), text, blocks })
        return { kind: 'sent', message }
      })
    },
    remove: (channel, message) => {
      const { workspace, channel: id } = addressOf(channel)
      return attempt(workspace, async ({ client }): Promise<Outcome> => {
        await client.chat.delete({ channel: id, ts: tsOf(message) })
        return { kind: 'sent', message }
      })
    },
    async readBack(channel, { key, since }) {
      const { workspace } = addressOf(channel)
      const found = await attempt(workspace, (team) => lookFor(team, channel, key, since))
      if (found.kind === 'found' || found.kind === 'absent' || found.kind === 'cannot tell')
        return found as ReadBack
      // The channel is gone, and so is the message; not so where the app is, which may come back.
      if (found.kind === 'gone' && (await teams.at(workspace).catch(() => undefined)))
        return { kind: 'absent' }
      const again = againAfter(found as Outcome)
      return { kind: 'cannot tell', why: `reading back: ${found.kind}`, ...(again && { again }) }
    },
    openDm: (person) => {
      const { workspace, user } = personOf(person)
      return attempt(workspace, async ({ client }) => {
        const { channel } = await client.conversations.open({ users: user })
        return { kind: 'open' as const, channel: `${workspace}/${channel?.id}` }
      })
    },
  }
}

const unanswerable = new Set(['cannot_reply_to_message', 'invalid_thread_ts', 'thread_not_found'])

/** How long to leave Slack alone that stumbles, in seconds. */
const stumbleSeconds = 1

const againAfter = (failed: Outcome): Temporal.Instant | undefined => {
  if (failed.kind === 'later') return failed.at
  return failed.kind === 'unknown'
    ? Temporal.Now.instant().add({ seconds: stumbleSeconds })
    : undefined
}

const note = <T>(known: Map<string, T>, key: string, what: T): void => {
  known.set(key, what)
  const [oldest = ''] = known.keys()
  if (known.size > mostRemembered) known.delete(oldest)
}

const forgetIn = (known: Map<string, unknown>, channel: string): void => {
  for (const key of known.keys()) if (key.startsWith(`${channel} `)) known.delete(key)
}
