import type { Asker, ChatPlatform } from '#core/chat'
import { aside, button, type Invoked, paragraph, type Reply } from '#core/reply'
import { sayMissing, sayStopped } from '#core/say-outcome'
import { saying } from '#core/show'
import type { Store } from '#core/store'
import { tlpLabel } from '#core/tlp'
import type { Engine } from './engine.ts'
import { channelViewer, standingOf } from './eyes.ts'
import { isOutcome, post } from './post.ts'
import { keyOf } from './send.ts'

export type ShareParts = {
  engine: Engine
  store: Store
  platform: ChatPlatform
  now: () => Temporal.Instant
}

/** A private reply with a way to show it to the channel; nothing is added where nothing is shown. */
export const shareable = (reply: Reply, invoked: Invoked): Reply => {
  if (reply.shows.length === 0) return reply
  const share = button('Share here', invoked.command, invoked.options, 'channel')
  const last = reply.blocks.at(-1)
  const blocks =
    last?.kind === 'buttons' && last.buttons.length < mostInRow
      ? [...reply.blocks.slice(0, -1), { ...last, buttons: [...last.buttons, share] }]
      : [...reply.blocks, { kind: 'buttons' as const, buttons: [share] }]
  return { ...reply, blocks }
}

const mostInRow = 5

/**
 * Runs a command again with the eyes of the whole channel and posts what that shows. The label is
 * held against the limit once more when it is sent, because both may have moved in between.
 */
export const share = async (
  parts: ShareParts,
  invoked: Invoked,
  asker: Asker,
  id: string,
): Promise<Reply> => {
  const { engine, platform } = parts
  const standing = await standingOf(parts, asker)
  const name = standing.facts?.name ?? 'this channel'
  if (!asker.mayPost) return told(`You may not post in ${name} yourself, so nothing was posted.`)
  if (standing.facts && standing.facts.missing.length > 0)
    return told(sayMissing(standing.facts.missing, name))
  const answer = keyOf(platform.name, 'share', id)
  const { workspace, channel, person } = asker
  const place = { platform: platform.name, workspace, channel, person, answer }
  const viewer = channelViewer(asker, standing)
  const reply = await engine.run(invoked, { viewer, place, manages: false })
  if (reply.kind === 'form' || reply.shows.length === 0)
    return told(
      `${name} may see up to ${tlpLabel(standing.clearance)}, and of this there is nothing to show it.`,
    )
  const signed = { ...reply, blocks: withSharer(reply.blocks, asker.name) }
  return deliver(parts, asker, signed, answer)
}

const told = (sentence: string): Reply => saying(paragraph(sentence))

const withSharer = (blocks: Reply['blocks'], name: string): Reply['blocks'] => {
  const controls = blocks.findIndex(({ kind }) => kind === 'buttons' || kind === 'select')
  const at = controls < 0 ? blocks.length : controls
  return [...blocks.slice(0, at), aside(`Shared by ${name}.`), ...blocks.slice(at)]
}

const deliver = async (
  parts: ShareParts,
  asker: Asker,
  reply: Reply,
  answer: string,
): Promise<Reply> => {
  const occasion = 'unasked'
  const { stopped } = await post(parts, { asker, reply, answer, key: answer, occasion })
  const { facts, clearance } = await standingOf(parts, asker)
  const name = facts?.name ?? 'this channel'
  if (stopped === undefined) return told(`Posted in ${name}.`)
  if (isOutcome(stopped)) return told(sayStopped(stopped, name))
  return told(`${name} may now see no more than ${tlpLabel(clearance)}, so nothing was posted.`)
}
