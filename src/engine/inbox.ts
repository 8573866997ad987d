import { randomUUID } from 'node:crypto'
import type { Asker, ChatPlatform, Door, Incoming } from '#core/chat'
import type { Ms } from '#core/digest'
import type { Log } from '#core/log'
import { type Form, paragraph, type Reply, typed } from '#core/reply'
import type { Received } from '#core/room'
import { sayMissing } from '#core/say-outcome'
import { saying } from '#core/show'
import type { Store } from '#core/store'
import type { Answering } from './files.ts'
import { persistently } from './persistently.ts'
import { post } from './post.ts'
import { type Arrived, keyOf, send } from './send.ts'

export type InboxParts = {
  store: Store
  platform: ChatPlatform
  now: () => Temporal.Instant
  log: Log
  /** What a message is answered with, in order. */
  answers(message: Pick<Received, 'text' | 'files'>, asker: Asker): Promise<Answering[]>
  /** An answer stands there. */
  shown(answer: string): Promise<void>
  /** Other processes that serve the same store, and how long one may be at an answer. */
  others?: Others | undefined
}

export type Others = { there(): Promise<number>; answerWithinMs: Ms }

/** Older ones are not answered any more: nobody waits for them, and an answer would come as a surprise. */
const lateAfterMinutes = 10

/** In whose conversations to look for what was written while nobody listened, and in how many of them. */
const rememberedDays = 30
const mostLookedAt = 200

/** Messages to the bot: each is written down before anything else, then answered once. */
export const createInbox = (parts: InboxParts): Pick<Door, 'receive' | 'recover'> => {
  const { store, platform, now } = parts
  /** What this process is answering; `recover` may find it open in the store. */
  const underway = new Set<string>()

  const answer = async (message: Received, asker: Asker, triedSince?: Temporal.Instant) => {
    underway.add(message.id)
    try {
      await answerOne(parts, message, asker, triedSince)
    } finally {
      underway.delete(message.id)
    }
  }
  /** Being written down, by id: told of again, a message is not taken before it is. */
  const writing = new Map<string, Promise<boolean>>()
  const write = (message: Received): Promise<boolean> => {
    const mine = persistently(() => store.inbox.receive(message), parts.log)
    writing.set(message.id, mine)
    return mine.finally(() => writing.delete(message.id))
  }
  const receive = async (
    incoming: Incoming,
    taken?: () => void,
    triedSince?: Temporal.Instant,
  ): Promise<void> => {
    const message = receivedFrom(parts, incoming)
    if (underway.has(message.id)) {
      await writing.get(message.id)
      return taken?.()
    }
    underway.add(message.id)
    try {
      const isNew = await write(message)
      taken?.()
      if (isNew) await answer(message, incoming.asker, triedSince)
    } finally {
      underway.delete(message.id)
    }
  }
  /** What was received and not finished: looked for, then answered, or closed as missed. */
  const finish = async (message: Received, late: Temporal.Instant): Promise<void> => {
    if (underway.has(message.id)) return
    const at = Temporal.Instant.from(message.at)
    if (Temporal.Instant.compare(at, late) >= 0) await answer(message, askerOf(message), at)
    else await close(parts, message, 'missed', 'too late')
  }

  /** A store that is lost since may have answered what this one has never heard of. */
  const answeredElsewhere = async (late: Temporal.Instant) => {
    const { at = 0 } = (await store.outbox.lastRestored()) ?? {}
    return at >= late.epochMilliseconds ? late : undefined
  }

  return {
    receive: (incoming, taken) => receive(incoming, taken),
    async recover() {
      const late = now().subtract({ minutes: lateAfterMinutes })
      await besideOthers(parts, async (until) => {
        for (const message of await store.inbox.open(platform.name))
          if (!until || isBefore(message, until)) await finish(message, late)
      })
      const since = now()
        .subtract({ hours: 24 * rememberedDays })
        .toString()
      const tried = await answeredElsewhere(late)
      const recent = await store.inbox.conversations(platform.name, since)
      for (const { channel, newest } of recent.slice(0, mostLookedAt))
        for (const incoming of await platform.writtenSince(channel, newest, late))
          await receive(incoming, undefined, tried)
    },
  }
}

/** What another process received a moment ago it is answering itself, and of several one finishes the rest. */
const besideOthers = async (
  { store, platform, now, others }: InboxParts,
  finish: (until?: Temporal.Instant) => Promise<void>,
): Promise<void> => {
  if (!others || (await others.there()) === 0) return finish()
  const name = `recover/${platform.name}`
  const me = randomUUID()
  if (!(await store.leases.take(name, me, others.answerWithinMs))) return
  await finish(now().subtract({ milliseconds: others.answerWithinMs })).finally(() =>
    store.leases.release(name, me),
  )
}

const isBefore = ({ at }: Received, until: Temporal.Instant): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(at), until) <= 0

const receivedFrom = (
  { platform, now }: InboxParts,
  { id, asker, text, files = [] }: Incoming,
): Received => {
  const { workspace, channel, person, name, isDirect } = asker
  const at = now().toString()
  // Where others read along, what is in a file is for none of them.
  const sent = isDirect && files.length > 0 ? { files } : {}
  return {
    platform: platform.name,
    id,
    workspace,
    channel,
    person,
    name,
    isDirect,
    text,
    ...sent,
    at,
  }
}

/** What they may do is not written down: it is for the platform to say, with each message. */
const askerOf = ({ workspace, channel, person, name, isDirect }: Received): Asker => ({
  workspace,
  channel,
  person,
  name,
  isDirect,
  manages: false,
  mayPost: false,
})

const answerOne = async (
  parts: InboxParts,
  message: Received,
  asker: Asker,
  triedSince?: Temporal.Instant,
): Promise<void> => {
  const { platform, answers } = parts
  const { channel, isDirect, id } = message
  void platform.typing(channel, id)
  const whole = keyOf(platform.name, 'inbox', id)
  let why: unknown
  for (const [place, answering] of (await answers(message, asker)).entries()) {
    const answer = place === 0 ? whole : keyOf(whole, place)
    const stopped = await answerPart(parts, answering, { asker, answer, to: id }, triedSince)
    if (stopped?.kind === 'forbidden' && !isDirect) await tellAlone(parts, message, stopped.missing)
    why ??= stopped
  }
  await close(parts, message, why ? 'missed' : 'answered', why)
}

/** Posts one answer; what kept it from standing there. */
const answerPart = async (
  parts: InboxParts,
  answering: Answering,
  { answer, ...where }: { asker: Asker; answer: string; to: string },
  triedSince?: Temporal.Instant,
): Promise<Arrived['stopped']> => {
  if (triedSince) await parts.store.takeBackShown(answer)
  const posting = async (key: string, since?: Temporal.Instant) => {
    const reply = withoutForm(await answering(answer))
    const tried = since && { triedSince: since }
    return post(parts, { ...where, reply, answer, key, occasion: 'answer', ...tried })
  }
  const first = await posting(answer, triedSince)
  // The room has opened since it was asked: what it may see now is another answer.
  const isShut = first.stopped?.kind === 'withheld' && first.messages.length === 0
  const { stopped, messages } = isShut ? await posting(keyOf(answer, 'again')) : first
  if (messages.length > 0) await parts.shown(answer)
  return stopped
}

/** Who asks where nothing may be posted hears why, and what helps. */
const tellAlone = async (
  { platform, now }: InboxParts,
  { id, channel, person }: Received,
  missing: readonly string[],
): Promise<void> => {
  const name = (await platform.channelFacts(channel))?.name ?? 'that channel'
  const dm = await platform.openDm(person)
  if (dm.kind !== 'open') return
  const reply = saying(paragraph(sayMissing(missing, name)))
  const bodies = await platform.render(reply, 'unasked', dm.channel)
  await send(platform, { channel: dm.channel, bodies, key: keyOf('forbidden', id), now })
}

// A dialogue can only be the first response to a command or a press.
const withoutForm = (reply: Reply | Form): Reply =>
  reply.kind === 'reply'
    ? reply
    : saying(
        paragraph(
          `${reply.title}: use the command `,
          typed(`/${reply.command}`),
          ' itself, not a message.',
        ),
      )

const close = async (
  { store, platform, log }: InboxParts,
  { id, channel }: Received,
  as: 'answered' | 'missed',
  why?: unknown,
): Promise<void> => {
  await store.inbox.close(platform.name, id, as)
  if (as === 'missed')
    log.error({ platform: platform.name, id, channel, why }, 'a message was not answered')
}
