import { channelJson } from '../json/channels.ts'
import { created, refusals } from '../rest/answers.ts'
import { judged } from '../rest/judge.ts'
import { broken } from '../validate/broken.ts'
import { has } from '../world/bits.ts'
import { ofMessage } from './channel.ts'

/** A thread under a message: its id is the message's, and there is one at most. */
export const openThread = ofMessage(({ id }, { channel, bits }, call, place) => {
  const { name } = call.body as { name: string }
  if (channel.type !== 'text' && channel.type !== 'announcement') return refusals.wrongChannelType
  if (!has(bits, 'CreatePublicThreads')) return refusals.missingPermissions
  const refused = judged(call, place, broken(name.trim() === '', 'blank', 'name'))
  if (refused) return refused
  if (place.world.channels.has(id)) return refusals.hasThread
  return created(channelJson(place.world.thread(channel, name, { id })))
})
