import type { ChannelWish, TeamWish, UserWish } from '../api/world.ts'
import { newId, newSecret } from './ids.ts'
import type { Channel, Team, User } from './records.ts'

export const makeTeam = (name: string, wish: TeamWish, scopes: readonly string[]): Team => {
  const team = {
    id: wish.id ?? newId('T'),
    name,
    domain: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    token: wish.isInstalled === false ? undefined : (wish.token ?? newToken()),
    scopes: new Set(wish.scopes ?? scopes),
    botId: newId('B'),
    users: new Map<string, User>(),
    groups: new Map(),
    channels: new Map<string, Channel>(),
  } as Team
  team.bot = { ...makeUser('Sitrep', { team }), isBot: true }
  team.users.set(team.bot.id, team.bot)
  return team
}

export const newToken = (): string => `xoxb-${newSecret(11)}-${newSecret(11)}-${newSecret()}`

export const makeUser = (name: string, { team, ...wish }: UserWish & { team: Team }): User => ({
  id: wish.id ?? newId('U'),
  name,
  home: team,
  teams: new Set([team]),
  isBot: wish.isBot ?? false,
  isAdmin: wish.isAdmin ?? false,
  isOwner: wish.isOwner ?? false,
  isRestricted: wish.isRestricted ?? wish.isUltraRestricted ?? false,
  isUltraRestricted: wish.isUltraRestricted ?? false,
  isDeleted: wish.isDeleted ?? false,
  zone: wish.zone ?? 'Europe/Brussels',
  locale: wish.locale ?? 'en-GB',
})

export const makeChannel = (team: Team, name: string, wish: ChannelWish = {}): Channel => ({
  id: wish.id ?? newId('C'),
  team,
  name,
  kind: wish.isPrivate ? 'private' : 'public',
  members: new Map(wish.hasBot === false ? [] : [[team.bot.id, team.bot]]),
  isArchived: wish.isArchived ?? false,
  isExtShared: wish.isExtShared ?? false,
  isPendingExtShared: wish.isPendingExtShared ?? false,
  isOrgShared: wish.isOrgShared ?? false,
  ...(wish.postingRestrictedTo && { postingRestrictedTo: wish.postingRestrictedTo }),
})

export const makeDm = (team: Team, person: User): Channel => ({
  ...makeChannel(team, 'directmessage', { id: newId('D') }),
  kind: 'im',
  person,
  members: new Map([team.bot, person].map((one) => [one.id, one])),
})
