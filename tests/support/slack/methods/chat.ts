import type { Accepted } from '../api/slack.ts'
import { messageJson } from '../json/messages.ts'
import type { Call, Place } from '../place.ts'
import { messageFaults } from '../validate/index.ts'
import { type Answer, ok, refused } from '../web/answers.ts'
import { judged, messageError } from '../web/judge.ts'
import { withIds } from '../world/elements.ts'
import { newTs } from '../world/ids.ts'
import { takeAway } from '../world/messages.ts'
import type { Block, Channel, Json, Message } from '../world/records.ts'
import { announce, announceChange, announceRemoval } from './announce.ts'
import { inChannel } from './method.ts'

export const post = inChannel((channel, call, place) => {
  const { args } = call
  return (
    closed(channel) ??
    judgedBody(call, place) ??
    unthreadable(channel, call, place) ??
    written(channel, args, place)
  )
})

const closed = ({ isArchived, members, team, postingRestrictedTo }: Channel) => {
  if (isArchived) return refused('is_archived')
  if (!members.has(team.bot.id)) return refused('not_in_channel')
  const mayWrite = postingRestrictedTo?.user?.includes(team.bot.id) ?? !postingRestrictedTo
  return mayWrite ? undefined : refused('restricted_action_read_only_channel')
}

const judgedBody = ({ method, args }: Call, place: Place): Answer | undefined =>
  judged(place, { method, body: args, error: messageError }, messageFaults(args, place))

/** An answer goes to the message that began a thread, and to no other in it. */
const unthreadable = (channel: Channel, { method, args }: Call, place: Place) => {
  if (args.thread_ts === undefined) return undefined
  const root = place.messages.get(channel, `${args.thread_ts}`)
  if (!root || root.ephemeralFor !== undefined) return refused('cannot_reply_to_message')
  const isReply = root.threadTs !== undefined
  const broken = { rule: 'thread_ts of a reply', path: 'thread_ts', isOurs: true }
  return isReply ? judged(place, { method, body: args }, [broken]) : undefined
}

const written = (channel: Channel, args: Json, place: Place): Answer => {
  const { thread_ts, metadata, reply_broadcast } = args
  const root = place.messages.get(channel, `${thread_ts}`)
  const message: Message = {
    ts: newTs(),
    channel,
    author: channel.team.bot,
    ...shown(args),
    ...(metadata !== undefined && { metadata: metadata as Json }),
    ...(root && { threadTs: root.threadTs ?? root.ts }),
    ...(reply_broadcast === true && { isBroadcast: true }),
  }
  place.accept(acceptedAs(message, args))
  return said(message, place, () => announce(place, message))
}

const acceptedAs = ({ channel, ts, threadTs, metadata }: Message, body: Json): Accepted => ({
  channel: [channel.team.id, channel.id, threadTs].filter(Boolean).join('/'),
  id: `${channel.id}/${ts}`,
  at: Date.now(),
  key: (metadata?.event_payload as { key?: string } | undefined)?.key,
  body,
})

const shown = ({ text = '', blocks }: Json): Pick<Message, 'text' | 'blocks'> => ({
  text: `${text}`,
  blocks: withIds(blocks as Block[] | undefined),
})

const said = (message: Message, place: Place, announced: () => void): Answer => {
  const { channel, ts, threadTs } = place.messages.put(message)
  place.statuses.delete(`${channel.id}/${threadTs}`)
  announced()
  const json = messageJson(message, { hasMetadata: true })
  return ok({ channel: channel.id, ts, text: message.text, message: json })
}

/** What the bot itself wrote there; Slack's word for what is another's. */
const ofOwn = (refusal: string, act: (message: Message, call: Call, place: Place) => Answer) =>
  inChannel((channel, call, place) => {
    const message = place.messages.get(channel, `${call.args.ts}`)
    if (!message || message.ephemeralFor !== undefined || message.isTombstone)
      return refused('message_not_found')
    return message.author === call.team.bot ? act(message, call, place) : refused(refusal)
  })

/** What is not sent stays: the metadata always, the blocks where there is no text either. */
export const update = ofOwn('cant_update_message', (before, call, place) => {
  const refusal = judgedBody(call, place)
  if (refusal) return refusal
  const { args } = call
  const isShown = args.text !== undefined || args.blocks !== undefined
  const after: Message = {
    ...before,
    ...(isShown && shown(args)),
    ...(args.metadata !== undefined && { metadata: args.metadata as Json }),
    editedTs: newTs(),
  }
  return said(after, place, () => announceChange(place, before, after))
})

export const remove = ofOwn('cant_delete_message', (message, _call, place) => {
  takeAway(place.messages, message)
  announceRemoval(place, message)
  return ok({ channel: message.channel.id, ts: message.ts })
})
