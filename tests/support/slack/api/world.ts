import type { Channel, Group, Team, User } from '../world/records.ts'

/** Makes and changes what there is. What Slack tells apps of, it tells. */
export type World = {
  teams: Map<string, Team>
  team(name: string, wish?: TeamWish): Team
  channel(team: Team, name: string, wish?: ChannelWish): Channel
  /** A user group, known by its handle; its name is the handle unless told. */
  group(team: Team, handle: string, name?: string): Group
  user(name: string, wish: UserWish & { team: Team }): User
  /** Makes somebody a member of a workspace beside their own, under the same id. */
  join(team: Team, user: User): void
  /** Lets somebody, or the bot, into a channel. */
  enter(channel: Channel, user: User): void
  leave(channel: Channel, user: User): void
  /** The direct messages between the bot and somebody, in their own workspace unless told. */
  dm(user: User, team?: Team): Channel
  changeChannel(channel: Channel, patch: ChannelPatch): void
  changeUser(user: User, patch: Partial<Omit<UserWish, 'id'>>): void
  removeChannel(channel: Channel): void
  /** Lets the app in, with a new token. */
  install(team: Team): void
  uninstall(team: Team): void
  /** The token is no longer good, and the app is still there. */
  revoke(team: Team): void
}

export type TeamWish = {
  id?: string
  token?: string
  /** What the bot is granted; all that the app asks for unless told. */
  scopes?: readonly string[]
  /** Whether the app is installed there; it is unless told. */
  isInstalled?: boolean
}

export type ChannelPatch = Partial<
  Pick<
    Channel,
    | 'name'
    | 'isArchived'
    | 'isExtShared'
    | 'isPendingExtShared'
    | 'isOrgShared'
    | 'postingRestrictedTo'
  >
>

export type ChannelWish = Omit<ChannelPatch, 'name'> & {
  id?: string
  isPrivate?: boolean
  /** Whether the bot is in it; it is unless told. */
  hasBot?: boolean
}

export type UserWish = {
  id?: string
  name?: string
  isBot?: boolean
  isAdmin?: boolean
  isOwner?: boolean
  /** A guest of several channels; `isUltraRestricted` of one only. */
  isRestricted?: boolean
  isUltraRestricted?: boolean
  isDeleted?: boolean
  zone?: string
  locale?: string
}
