import type { World } from '../api/world.ts'
import { changes, type Dead } from './changes.ts'
import { newId } from './ids.ts'
import { makeChannel, makeDm, makeTeam, makeUser } from './making.ts'
import type { Channel, Team, User } from './records.ts'
import type { Tell } from './telling.ts'

/** What every workspace grants the bot, and the token that the first of them gives it. */
type Granted = { scopes: readonly string[]; token: string | undefined }

/** Workspaces, channels and people. */
export const createWorld = (tell: Tell, dead: Dead, { scopes, token }: Granted): World => {
  const teams = new Map<string, Team>()
  const dms = new Map<string, Channel>()

  const tellOfMember = (type: string, { id, kind, members, team }: Channel, user: User): void => {
    const letter = kind === 'private' ? 'G' : 'C'
    if (members.has(team.bot.id))
      tell(team, { type, user: user.id, channel: id, channel_type: letter, team: team.id })
  }

  const world: World = {
    teams,
    ...changes(tell, dead),
    team(name, wish = {}) {
      const isFirst = teams.size === 0 && token !== undefined
      const team = makeTeam(name, isFirst ? { token, ...wish } : wish, scopes)
      teams.set(team.id, team)
      return team
    },
    channel(team, name, wish) {
      const channel = makeChannel(team, name, wish)
      team.channels.set(channel.id, channel)
      return channel
    },
    group(team, handle, name = handle) {
      const group = { id: newId('S'), team, handle, name, isDisabled: false }
      team.groups.set(group.id, group)
      return group
    },
    user(name, wish) {
      const user = makeUser(name, wish)
      world.join(wish.team, user)
      return user
    },
    join(team, user) {
      user.teams.add(team)
      team.users.set(user.id, user)
    },
    enter(channel, user) {
      if (channel.members.has(user.id)) return
      channel.members.set(user.id, user)
      tellOfMember('member_joined_channel', channel, user)
    },
    leave(channel, user) {
      tellOfMember('member_left_channel', channel, user)
      channel.members.delete(user.id)
    },
    dm(user, team = user.home) {
      const known = dms.get(`${team.id}/${user.id}`)
      if (known) return known
      const made = makeDm(team, user)
      team.channels.set(made.id, made)
      dms.set(`${team.id}/${user.id}`, made)
      return made
    },
  }
  return world
}
