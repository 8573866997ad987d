import type { ChannelPatch, World } from '../api/world.ts'
import { userJson } from '../json/people.ts'
import { newId } from './ids.ts'
import { newToken } from './making.ts'
import type { Channel, Team } from './records.ts'
import type { Tell } from './telling.ts'

type Changes = Pick<
  World,
  'changeChannel' | 'changeUser' | 'removeChannel' | 'install' | 'uninstall' | 'revoke'
>

/** Why a token is no longer good, in Slack's word. */
export type Dead = Map<string, 'account_inactive' | 'token_revoked'>

export const changes = (tell: Tell, dead: Dead): Changes => {
  const bury = (team: Team, why: 'account_inactive' | 'token_revoked'): void => {
    if (team.token !== undefined) dead.set(team.token, why)
  }
  const tellRevoked = (team: Team): void =>
    tell(team, { type: 'tokens_revoked', tokens: { oauth: [], bot: [team.bot.id] } })

  return {
    changeChannel(channel, patch) {
      const before = { ...channel }
      Object.assign(channel, patch)
      if (channel.members.has(channel.team.bot.id))
        for (const event of eventsOf(before, channel, patch)) tell(channel.team, event, channel)
    },
    changeUser(user, patch) {
      Object.assign(user, patch)
      for (const team of user.teams)
        tell(team, { type: 'user_change', user: userJson(user, team), cache_ts: seconds() })
    },
    removeChannel(channel) {
      channel.team.channels.delete(channel.id)
      const type = channel.kind === 'private' ? 'group_deleted' : 'channel_deleted'
      tell(channel.team, { type, channel: channel.id }, channel)
    },
    install(team) {
      team.token = newToken()
    },
    uninstall(team) {
      bury(team, 'account_inactive')
      tellRevoked(team)
      tell(team, { type: 'app_uninstalled' })
      team.token = undefined
      for (const { members, kind } of team.channels.values())
        if (kind !== 'im') members.delete(team.bot.id)
    },
    revoke(team) {
      bury(team, 'token_revoked')
      tellRevoked(team)
    },
  }
}

/** Who does it, people of no name. */
const user = 'U0SOMEBODY0'

const seconds = (): number => Math.floor(Date.now() / 1_000)

const eventsOf = (before: Channel, { id, kind, name }: Channel, patch: ChannelPatch) => {
  const prefix = kind === 'private' ? 'group' : 'channel'
  const other = newId('T')
  const { isArchived = before.isArchived, isExtShared = before.isExtShared } = patch
  return [
    isArchived && !before.isArchived && { type: `${prefix}_archive`, channel: id, user },
    !isArchived && before.isArchived && { type: `${prefix}_unarchive`, channel: id, user },
    isExtShared &&
      !before.isExtShared && { type: 'channel_shared', connected_team_id: other, channel: id },
    !isExtShared &&
      before.isExtShared && {
        type: 'channel_unshared',
        previously_connected_team_id: other,
        channel: id,
        is_ext_shared: false,
      },
    name !== before.name && { type: `${prefix}_rename`, channel: { id, name, created: 0 } },
  ].filter((one) => one !== false)
}
