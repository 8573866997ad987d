import type { Permission } from './bits.ts'

export type Json = Record<string, unknown>

export type User = {
  id: string
  name: string
  isBot: boolean
  dms: 'open' | 'closed' | 'strangers'
}

/** A set of permissions as Discord's bits. */
export type Bits = bigint

export type Role = {
  id: string
  guild: string
  name: string
  bits: Bits
  position: number
  /** Whether anybody may call those who have it. */
  isMentionable: boolean
  /** Whether it belongs to an app. */
  isManaged: boolean
}

export type Member = { user: User; roles: Set<string>; joinedAt: string }

/** What a role or a member may and may not, in one channel. */
export type Overwrite = { id: string; type: 'role' | 'member'; allow: Bits; deny: Bits }

/** Discord's numbers for the kinds of channels that are made here. */
export const channelTypes = {
  text: 0,
  dm: 1,
  voice: 2,
  category: 4,
  announcement: 5,
  announcementThread: 10,
  thread: 11,
  privateThread: 12,
  forum: 15,
} as const

export type ChannelType = keyof typeof channelTypes

export type Channel = {
  id: string
  type: ChannelType
  name: string
  /** The server it belongs to; none for a direct message. */
  guild?: Guild
  /** The category of a channel, the channel of a thread. */
  parent?: Channel
  overwrites: Overwrite[]
  /** Who is in a direct message with the bot, or in a private thread. */
  people: Set<string>
  archived: boolean
  topic?: string
}

export type Guild = {
  id: string
  name: string
  owner: User
  features: string[]
  /** The code of its public invitation, where it has one. */
  vanity?: string
  locale: string
  roles: Map<string, Role>
  channels: Map<string, Channel>
  members: Map<string, Member>
  /** Whether the app was let in; one that was only installed by a person is a guest in none. */
  isJoined: boolean
}

/** Any component of a message or a form, as Discord spells it. */
export type Component = {
  type: number
  id?: number
  custom_id?: string
  label?: string
  style?: number
  url?: string
  disabled?: boolean
  content?: string
  description?: string
  placeholder?: string
  min_values?: number
  max_values?: number
  min_length?: number
  max_length?: number
  required?: boolean
  value?: string
  components?: Component[]
  component?: Component
  accessory?: Component
  options?: { label: string; value: string; description?: string; default?: boolean }[]
  items?: { media: { url: string }; description?: string }[]
  media?: { url: string }
}

export type Embed = {
  title?: string
  description?: string
  url?: string
  color?: number
  timestamp?: string
  footer?: { text: string }
  author?: { name: string; url?: string }
  fields?: { name: string; value: string; inline?: boolean }[]
  image?: { url: string }
  thumbnail?: { url: string }
}

/** A message as it stands; an edit makes a new one with the same id. */
export type Message = {
  id: string
  channel: string
  author: User
  content: string
  embeds: Embed[]
  components: Component[]
  flags: number
  /** Who alone sees it. */
  ephemeralFor?: string
  /** The message it replies to. */
  replyTo?: string
  /** The interaction it answers, whose it was and by whose installation it came about. */
  interaction?: { id: string; type: number; by: User; owners: Json }
  mentions: User[]
  mentionsEveryone: boolean
  /** Roles whose members it calls. */
  mentionedRoles?: string[]
  /** What it says of the files that were sent with it. */
  attachments?: Json[]
  editedAt?: number
  nonce?: string | number
}

/** Names of permissions, or the bits themselves. */
export type Permissions = readonly Permission[] | Bits
