import type { Asker, ChatPlatform, Occasion, Outcome } from '#core/chat'
import type { ChannelFacts } from '#core/places'
import type { Reply } from '#core/reply'
import type { Sent } from '#core/room'
import type { Store } from '#core/store'
import { isWithin } from '#core/tlp'
import { standingOf, viewerAlone } from './eyes.ts'
import { type Arrived, send } from './send.ts'

export type PostParts = { store: Store; platform: ChatPlatform; now: () => Temporal.Instant }

/** A reply on its way to where it will stand. */
export type Posting = {
  asker: Asker
  reply: Reply
  /** Names it in the ledger. */
  answer: string
  /** The same for the same act, so that doing it twice posts once. */
  key: string
  occasion: Occasion
  /** The message it answers. */
  to?: string
  /** Messages that show the beginning of it already. */
  standing?: readonly string[]
  /** When it was first tried, where it may have been. */
  triedSince?: Temporal.Instant
}

/**
 * Posts a reply and writes down where it stands. Its label is held against the limit before each try,
 * since the room may have opened meanwhile; nothing of what was not posted stays in the ledger.
 */
export const post = async (parts: PostParts, posting: Posting): Promise<Arrived> => {
  const { store, platform, now } = parts
  const { asker, reply, answer, key, occasion, to, standing = [], triedSince } = posting
  const { workspace, channel, person, isDirect } = asker
  const bodies = (await platform.render(reply, occasion, channel)).slice(standing.length)
  const { messages, stopped } = await send(platform, {
    channel,
    bodies,
    key,
    now,
    mayStill: () => maySee(parts, asker, reply),
    ...(to !== undefined && { to }),
    ...(triedSince && { triedSince }),
  })
  const all = [...standing, ...messages]
  if (all.length > 0) {
    const facts = isDirect ? undefined : await platform.channelFacts(channel)
    const whose = { ...(isDirect && { person }), ...roomIn(facts) }
    const where = { workspace, platform: platform.name, channel, ...whose }
    await store.recordSent({
      answer,
      ...where,
      messages: all,
      reply,
      occasion,
      at: now().toString(),
    })
  } else if (stopped?.kind !== 'unknown') await store.takeBackShown(answer)
  return { messages: all, ...(stopped && { stopped }) }
}

/** What is written down of a room with whatever is posted there. */
export const roomIn = (facts: ChannelFacts | undefined): Pick<Sent, 'room' | 'members'> => ({
  ...(facts && { room: facts.room }),
  ...(facts?.members !== undefined && { members: facts.members }),
})

/** Whether a reply's label is within what may be seen there at this moment. */
const maySee = async (parts: PostParts, asker: Asker, { tlp }: Reply): Promise<boolean> => {
  if (tlp === undefined || tlp === 'CLEAR') return true
  const { clearance } = asker.isDirect
    ? await viewerAlone(parts, asker)
    : await standingOf(parts, asker)
  return isWithin(tlp, clearance)
}

/** What kept it from standing there, other than the wall. */
export const isOutcome = (
  stopped: Arrived['stopped'],
): stopped is Exclude<Outcome, { kind: 'sent' }> =>
  stopped !== undefined && stopped.kind !== 'withheld'
