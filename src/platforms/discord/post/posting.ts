import { type APIMessage, type REST, Routes } from 'discord.js'
import type { Body, ChatPlatform, Outcome, ReadBack, Sought } from '#core/chat'
import { withDelivery } from '../custom-id.ts'
import { flags } from '../render/limits.ts'
import { deliveryIn, firstCustomId, hasText } from './message.ts'
import { outcomeOf, outcomeOfNew } from './outcome.ts'

export type PostingParts = {
  rest: REST
  /** How long one request may take in all, in milliseconds; REST's own time ends when an answer begins. */
  timeoutMs: number
  /** The bot's own id. */
  me(): string
  /** Whether what was posted in a channel can be read again. */
  mayRead(channel: string): Promise<boolean>
  /** Whatever request Discord refused the token for, the client drops it; it may be good again later. */
  signIn(): void
}

type Posting = Pick<ChatPlatform, 'post' | 'reply' | 'edit' | 'remove' | 'readBack' | 'openDm'>

/** Messages on their way out. Each request is made once; what became of it is the answer. */
export const createPosting = (parts: PostingParts): Posting => {
  const { rest, timeoutMs, signIn } = parts
  const signal = () => AbortSignal.timeout(timeoutMs)
  const sentAs = new Map<string, string>()

  const attempt = async <T extends { kind: string }>(
    act: () => Promise<T>,
    failed: typeof outcomeOf = outcomeOf,
  ) => {
    try {
      signIn()
      return await act()
    } catch (error) {
      return failed(error, Temporal.Now.instant())
    }
  }
  const sent = (message: unknown): Outcome => {
    const { id } = message as Partial<APIMessage>
    return id ? { kind: 'sent', message: id } : { kind: 'unknown', why: 'no message came back' }
  }
  const create = (channel: string, body: Body, key: string, more: Body = {}): Promise<Outcome> =>
    attempt(async () => {
      const outcome = sent(
        await rest.post(Routes.channelMessages(channel), {
          body: { ...carrying(body, key), ...more, nonce: key, enforce_nonce: true },
          signal: signal(),
        }),
      )
      if (outcome.kind === 'sent') remember(sentAs, outcome.message, key)
      return outcome
    }, outcomeOfNew)

  return {
    post: create,
    async reply(channel, to, body, key) {
      // Discord refuses one that hangs on what the bot may not read.
      if (!(await parts.mayRead(channel))) return create(channel, body, key)
      return create(channel, body, key, {
        // What was asked may be gone by now; the answer is not worth less for that.
        message_reference: { message_id: to, fail_if_not_exists: false },
        allowed_mentions: { parse: [], replied_user: false },
      })
    },
    edit: (channel, message, body) =>
      attempt(async () =>
        sent(
          await rest.patch(Routes.channelMessage(channel, message), {
            body: whole(body),
            signal: signal(),
          }),
        ),
      ),
    remove: (channel, message) =>
      attempt(async () => {
        await rest.delete(Routes.channelMessage(channel, message), { signal: signal() })
        return { kind: 'sent', message } as Outcome
      }),
    readBack: async (channel, sought) => {
      const found = await attempt(() => lookFor(parts, channel, { ...sought, sentAs }))
      if (found.kind === 'found') remember(sentAs, found.message, sought.key)
      if (found.kind === 'found' || found.kind === 'absent' || found.kind === 'cannot tell')
        return found as ReadBack
      if (found.kind === 'gone') return { kind: 'absent' }
      const again = againAfter(found)
      return { kind: 'cannot tell', why: `reading back: ${found.kind}`, ...(again && { again }) }
    },
    openDm: (person) =>
      attempt(async () => {
        const body = { recipient_id: idOf(person) }
        const { id } = (await rest.post(Routes.userChannels(), { body, signal: signal() })) as {
          id: string
        }
        return { kind: 'open' as const, channel: id }
      }),
  }
}

/** What a change does not name stays as it was: words, and what hangs on them. */
const whole = (body: Body): Body =>
  Number(body.flags ?? 0) & flags.componentsV2
    ? body
    : { content: '', embeds: [], components: [], ...body }

/** How long to leave Discord alone that stumbles, in seconds. */
const stumbleSeconds = 1

const againAfter = (failed: Outcome): Temporal.Instant | undefined => {
  if (failed.kind === 'later') return failed.at
  return failed.kind === 'unknown'
    ? Temporal.Now.instant().add({ seconds: stumbleSeconds })
    : undefined
}

/** Discord's own id of `discord:<id>`. */
export const idOf = (person: string): string => person.replace(/^discord:/, '')

/** `nonce` is not promised when messages are read, so the key stands in the first button too. */
const carrying = (body: Body, key: string): Body => {
  const id = firstCustomId(body)
  if (id === undefined) return body
  const from = JSON.stringify(id)
  const text = JSON.stringify(body).replace(from, () => JSON.stringify(withDelivery(id, key)))
  return JSON.parse(text) as Body
}

/** Enough for the minutes in which an answer may be missed. */
const mostRemembered = 1_000

const remember = (sentAs: Map<string, string>, message: string, key: string): void => {
  sentAs.set(message, key)
  const [oldest = ''] = sentAs.keys()
  if (sentAs.size > mostRemembered) sentAs.delete(oldest)
}

/** With the keys of messages that this process knows to have arrived. */
type Wanted = Sought & { sentAs: ReadonlyMap<string, string> }

const pageSize = 100
const mostPages = 5
/** Clocks differ; a message found early is still the same message. */
const marginSeconds = 60

const lookFor = async (
  { rest, timeoutMs, me, mayRead }: PostingParts,
  channel: string,
  { since, ...wanted }: Wanted,
): Promise<ReadBack> => {
  // Without the permission the list comes back empty, which would pass for proof.
  if (!(await mayRead(channel)))
    return { kind: 'cannot tell', why: 'I need Read Message History there' }
  let after = snowflakeAt(since.subtract({ seconds: marginSeconds }))
  for (let page = 0; page < mostPages; page += 1) {
    const query = new URLSearchParams({ after, limit: `${pageSize}` })
    const messages = (await rest.get(Routes.channelMessages(channel), {
      query,
      signal: AbortSignal.timeout(timeoutMs),
    })) as APIMessage[]
    const mine = messages.find((message) => message.author.id === me() && isIt(message, wanted))
    if (mine) return { kind: 'found', message: mine.id }
    if (messages.length < pageSize) return { kind: 'absent' }
    after = newestOf(messages)
  }
  return { kind: 'cannot tell', why: 'too much was written since' }
}

const isIt = (message: APIMessage, wanted: Omit<Wanted, 'since'>): boolean => {
  const { body, key } = wanted
  if (deliveryIn(message) === key) return true
  if (firstCustomId(body) !== undefined || Object.keys(body).length === 0) return false
  return hasText(message, body) && !isAnothers(message, wanted)
}

/** What says the same may have been posted for something else, or in answer to another message. */
const isAnothers = (
  { id, message_reference: reference }: APIMessage,
  { key, to, others, sentAs }: Omit<Wanted, 'since'>,
): boolean => {
  // One whose question was gone by then hangs on nothing.
  const answers = reference?.message_id
  if (answers !== undefined && answers !== to) return true
  return others?.has(id) === true || (sentAs.get(id) ?? key) !== key
}

const newestOf = (messages: readonly APIMessage[]): string =>
  messages.map(({ id }) => id).reduce((a, b) => (BigInt(a) > BigInt(b) ? a : b))

/** Ids begin with milliseconds since 2015 (https://docs.discord.com/developers/reference#snowflakes). */
const epoch = 1_420_070_400_000

export const snowflakeAt = (at: Temporal.Instant): string =>
  `${BigInt(Math.max(0, at.epochMilliseconds - epoch)) << 22n}`
