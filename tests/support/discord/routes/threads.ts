import { channelJson } from '../json/channels.ts'
import { created, refusals } from '../rest/answers.ts'
import { judged } from '../rest/judge.ts'
import { broken, within } from '../validate/broken.ts'
import { has } from '../world/bits.ts'
import { ofMessage } from './channel.ts'

/** Minutes after which Discord takes a thread out of sight (resources/channel, thread metadata). */
const durations = [60, 1_440, 4_320, 10_080]

type Body = { name?: unknown; auto_archive_duration?: unknown }

/** A thread under a message: its id is the message's, and there is one at most. */
export const openThread = ofMessage((message, { channel, bits }, call, place) => {
  const { name = '', auto_archive_duration: after = 1_440 } = (call.body ?? {}) as Body
  if (!channel.guild || (channel.type !== 'text' && channel.type !== 'announcement'))
    return refusals.wrongChannelType
  if (!has(bits, 'CreatePublicThreads')) return refusals.missingPermissions
  const faults = [
    ...within(`${name}`, [1, 100], 'name'),
    ...broken(!durations.includes(Number(after)), 'one of its durations', 'auto_archive_duration'),
  ]
  const refused = judged(call, place, faults)
  if (refused) return refused
  if (place.world.channels.has(message.id)) return refusals.hasThread
  return created(channelJson(place.world.thread(channel, `${name}`, { id: message.id })))
})
