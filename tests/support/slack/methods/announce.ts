import { messageJson } from '../json/messages.ts'
import type { Place } from '../place.ts'
import { newTs } from '../world/ids.ts'
import type { Json, Message } from '../world/records.ts'

/** Tells the app of a message, its own too; only where it reads along, in direct messages. */
export const announce = ({ tell, news }: Place, message: Message, more: Json = {}): void => {
  news.tell()
  tell(
    message.channel.team,
    { ...messageJson(message), ...whereJson(message), ...more, type: 'message' },
    message.channel,
  )
}

export const announceChange = (place: Place, before: Message, after: Message): void =>
  announce(place, after, {
    ...hidden('message_changed'),
    message: messageJson(after),
    previous_message: messageJson(before),
  })

export const announceRemoval = (place: Place, before: Message): void =>
  announce(place, before, {
    ...hidden('message_deleted'),
    deleted_ts: before.ts,
    previous_message: messageJson(before),
  })

const hidden = (subtype: string): Json => ({
  subtype,
  hidden: true,
  ts: newTs(),
  user: undefined,
  bot_id: undefined,
  text: undefined,
  blocks: undefined,
  thread_ts: undefined,
})

export const whereJson = ({ channel, ts }: Message): Json => ({
  channel: channel.id,
  channel_type: { public: 'channel', private: 'group', im: 'im' }[channel.kind],
  event_ts: ts,
})
