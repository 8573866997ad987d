import type { Deed } from '../api/interaction.ts'
import { messageJson } from '../json/messages.ts'
import { viewJson } from '../json/views.ts'
import { valuesOf } from '../world/elements.ts'
import type { Message, View } from '../world/records.ts'

/** What an interaction says of the message or the view in which it was done. */
type Where = Omit<Deed, 'user' | 'kind'>

export const ofMessage = (source: Message, hasResponseUrl: boolean): Where => {
  const { channel, ts, threadTs, ephemeralFor, blocks } = source
  return {
    team: channel.team,
    channel,
    source,
    hasResponseUrl,
    payload: {
      container: {
        type: 'message',
        message_ts: ts,
        channel_id: channel.id,
        is_ephemeral: ephemeralFor !== undefined,
        ...(threadTs !== undefined && { thread_ts: threadTs }),
      },
      channel: { id: channel.id, name: channel.kind === 'private' ? 'privategroup' : channel.name },
      message: messageJson(source),
      state: { values: valuesOf(blocks) },
    },
  }
}

export const ofView = (over: View): Where => ({
  team: over.team,
  over,
  payload: { container: { type: 'view', view_id: over.id }, view: viewJson(over) },
})
