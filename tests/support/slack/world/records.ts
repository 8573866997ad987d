import type { Json } from '../../discord/world/records.ts'

export type { Json }

/** A workspace, as Slack calls it. */
export type Team = {
  id: string
  name: string
  domain: string
  /** The bot's token; undefined where the app is not installed. */
  token: string | undefined
  /** What the token was granted; take one away to see what the app does without it. */
  scopes: Set<string>
  bot: User
  botId: string
  users: Map<string, User>
  groups: Map<string, Group>
  /** Direct messages too. */
  channels: Map<string, Channel>
}

/** People who are called together, by a handle. */
export type Group = { id: string; team: Team; handle: string; name: string; isDisabled: boolean }

export type User = {
  id: string
  name: string
  /** Their own workspace; of others they may be a member too, as in an organisation of several. */
  home: Team
  teams: Set<Team>
  isBot: boolean
  isAdmin: boolean
  isOwner: boolean
  /** A guest of several channels, or of one. */
  isRestricted: boolean
  isUltraRestricted: boolean
  isDeleted: boolean
  zone: string
  locale: string
}

export type Channel = {
  id: string
  team: Team
  name: string
  kind: 'public' | 'private' | 'im'
  /** Who is there, the bot too. */
  members: Map<string, User>
  /** With whom, in direct messages. */
  person?: User
  isArchived: boolean
  isExtShared: boolean
  isPendingExtShared: boolean
  isOrgShared: boolean
  /** Where only some may write. */
  postingRestrictedTo?: { type?: string[]; user?: string[] }
}

export type Block = Json & { type: string; block_id?: string }
export type Element = Json & { type: string; action_id?: string }

export type Message = {
  /** Unique only in its channel. */
  ts: string
  channel: Channel
  author: User
  text: string
  blocks: Block[]
  metadata?: Json
  /** The message it answers; a message that was answered does not have its own. */
  threadTs?: string
  /** Whether a reply also stands in the channel. */
  isBroadcast?: boolean
  /** The only person who sees it. */
  ephemeralFor?: string
  /** What it says of the files that were sent with it. */
  files?: Json[]
  editedTs?: string
  /** What is left of a message that was removed but had answers. */
  isTombstone?: boolean
}

/** A modal, or somebody's App Home. */
export type View = {
  id: string
  team: Team
  user: User
  /** As the app sent it, every block with an id. */
  body: Json & { type: string; blocks: Block[] }
  hash: string
  rootId: string
  previousId?: string
  isOpen: boolean
  /** What was typed and chosen so far, by block and action. */
  values: Record<string, Record<string, Json>>
}

export type Option = Json & { text: { text: string }; value: string }
