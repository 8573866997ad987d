import type { Interaction } from '../api/interaction.ts'
import type { Manifest } from '../api/slack.ts'
import { messageJson } from '../json/messages.ts'
import { userName } from '../json/people.ts'
import { appId, newTs } from '../world/ids.ts'
import type { Channel, Json, Message, User } from '../world/records.ts'
import type { Body } from './body.ts'
import { missing } from './controls.ts'
import { escaped } from './typing.ts'

/** The commands and shortcuts of the app, as its manifest has them; any where there is none. */
export type Offers = {
  command(channel: Channel, line: string): Interaction
  shortcut(message: Message, wanted: string): Interaction
}

export const createOffers = (body: Body, manifest: Manifest | undefined): Offers => ({
  command(channel, line) {
    const [command = '', ...words] = line.trim().split(' ')
    const offered = manifest?.features?.slash_commands?.map((one) => one.command)
    if (offered && !offered.includes(command)) throw missing('command', command, offered)
    body.enter(channel)
    return body.begin({
      kind: 'command',
      team: channel.team,
      channel,
      hasResponseUrl: true,
      payload: { command, text: escaped(words.join(' ')), ...whereJson(channel, body.user) },
    })
  },
  shortcut(message, wanted) {
    const { channel, ephemeralFor } = message
    if (ephemeralFor !== undefined) throw new Error('a private answer has no shortcuts')
    body.enter(channel)
    return body.begin({
      kind: 'interaction',
      team: channel.team,
      channel,
      hasResponseUrl: true,
      payload: {
        type: 'message_action',
        callback_id: callbackOf(manifest, wanted),
        action_ts: newTs(),
        message_ts: message.ts,
        message: messageJson(message),
        channel: { id: channel.id, name: nameOf(channel) },
      },
    })
  },
})

const nameOf = ({ kind, name }: Channel): string => (kind === 'private' ? 'privategroup' : name)

const whereJson = (channel: Channel, user: User): Json => ({
  token: 'verification',
  team_id: channel.team.id,
  team_domain: channel.team.domain,
  channel_id: channel.id,
  channel_name: nameOf(channel),
  user_id: user.id,
  user_name: userName(user),
  api_app_id: appId,
  is_enterprise_install: 'false',
})

const callbackOf = (manifest: Manifest | undefined, wanted: string): string => {
  if (!manifest) return wanted
  const all = (manifest.features?.shortcuts ?? []).filter(({ type }) => type === 'message')
  const found = all.find((one) => one.callback_id === wanted || one.name === wanted)
  if (!found)
    throw missing(
      'shortcut',
      wanted,
      all.map(({ name }) => name),
    )
  return found.callback_id
}
