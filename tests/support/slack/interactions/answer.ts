import type { Place } from '../place.ts'
import { withIds } from '../world/elements.ts'
import { newTs } from '../world/ids.ts'
import { takeAway } from '../world/messages.ts'
import type { Block, Json, Message } from '../world/records.ts'
import type { Open } from './open.ts'

/** Shows what the app said to a person, by an ack or a response_url. */
export const answer = (place: Place, open: Open, body: Json): void => {
  const { messages } = place
  const source = standing(place, open)
  if (body.delete_original === true) {
    if (source) takeAway(messages, source)
    open.isDone = true
  } else if (source && replaces(body)) {
    open.answers.push(messages.put({ ...source, ...shown(body), editedTs: newTs() }))
  } else open.answers.push(messages.put(written(open, body)))
}

/** Where a press is answered without a word about it, Slack replaces the message that was pressed. */
const replaces = ({ replace_original: wish }: Json): boolean => wish !== false

const standing = ({ messages }: Place, { source }: Open): Message | undefined =>
  source && messages.get(source.channel, source.ts)

const shown = (body: Json): Pick<Message, 'text' | 'blocks'> => ({
  text: `${body.text ?? ''}`,
  blocks: withIds(body.blocks as Block[] | undefined),
})

const written = ({ channel, team, user }: Open, body: Json): Message => {
  if (!channel) throw new Error('answered where there is no channel')
  return {
    ...shown(body),
    ts: newTs(),
    channel,
    author: team.bot,
    ...(body.thread_ts !== undefined && { threadTs: `${body.thread_ts}` }),
    ...(body.response_type !== 'in_channel' && { ephemeralFor: user.id }),
  }
}
