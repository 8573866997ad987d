import type { Attached } from './attached.ts'
import type { Deed } from './audit.ts'
import type { Occasion } from './chat.ts'
import type { Watched } from './correction.ts'
import type { ChannelFacts, Workspace } from './places.ts'
import type { Ref } from './ref.ts'
import type { Invoked, Reply } from './reply.ts'
import { isWithin, type Tlp } from './tlp.ts'
import type { OwnUses } from './use.ts'

/** Whom a limit is for: the channel, or the direct messages of the workspace's members. */
export const audiences = ['channel', 'members'] as const
export type Audience = (typeof audiences)[number]

/** A label limit as a manager set it. `channel` is `''` for the members' direct messages. */
export type Limit = {
  workspace: string
  channel: string
  tlp: Tlp
  setBy: string
  setAt: string
  /** Why outsiders could read there when it was set all the same, as the facts said it. */
  accepts?: string
}

/** TLP:RED goes to the people it names, so no room's limit reaches it (FIRST, TLP 2.0). */
export const highestLimit: Tlp = 'AMBER+STRICT'

/** A manager may let it reach members' direct messages all the same: there each sees only what names them. */
export const isRedOn = (members: Pick<Limit, 'tlp'> | undefined): boolean => members?.tlp === 'RED'

type Openness = Pick<ChannelFacts, 'open' | 'isUnknown'>

/** Whether what was set counts: outsiders cannot read there, or only those it was set in spite of. */
export const isHeld = ({ open, isUnknown }: Openness, { accepts }: Pick<Limit, 'accepts'>) =>
  open === undefined || (open === accepts && !isUnknown)

/** Where outsiders can read, and where that cannot be told, nothing above CLEAR is shown; nowhere more than `most`. */
export const limitOf = (
  facts: Openness | undefined,
  set: Pick<Limit, 'tlp' | 'accepts'> | undefined,
  most: Tlp = highestLimit,
): Tlp => {
  if (facts === undefined || set === undefined || !isHeld(facts, set)) return 'CLEAR'
  return isWithin(set.tlp, most) ? set.tlp : most
}

/** The channel a command was asked in. */
export type Room = {
  /** Undefined where the platform does not let the bot read who is there. */
  facts: ChannelFacts | undefined
  limits(): Promise<Record<Audience, Limit | undefined>>
  /** `accepts` is why outsiders can read there, where that is meant. */
  setLimit(audience: Audience, tlp: Tlp, accepts?: string): Promise<void>
  /** Whether members may read in direct messages what names them under TLP:RED. */
  setRed(isOn: boolean): Promise<void>
  /** Labels of what was posted here and stands above a label, highest first. */
  above(tlp: Tlp): Promise<Tlp[]>
}

/** What is kept about one person, in counts. */
export type Kept = {
  shown: number
  /** Messages to the bot, without their words. */
  questions: number
  /** Questions with their words, and those passed on to the editors. */
  asked: number
  requests: number
  /** Questions of others that they have in hand, as editors. */
  taken: number
  workspace: boolean
  digests: number
  /** A wish to be told of something. */
  watches: boolean
  /** Briefings that they wrote and have not published. */
  drafts: number
  /** Briefings that they used for work of their own. */
  used: number
}

/** What a person settles for themselves. */
export type Own = {
  /** Workspaces they are a member of, those first whose name holds what was typed. */
  workspaces(typed: string): Promise<Workspace[]>
  /** The one whose limit counts in their direct messages. */
  used(): Promise<Workspace | undefined>
  use(workspace: string | undefined): Promise<void>
  /** Whether they are told of something by direct message, and from now on. */
  watches(what: Watched): Promise<boolean>
  watch(what: Watched, isOn: boolean): Promise<void>
  /** Briefings that they used for work of their own: who did hears first of a correction. */
  uses: OwnUses
  kept(): Promise<Kept>
  /** Erases it, and says what it was. */
  forget(): Promise<Kept>
}

/** A message somebody wrote to the bot, kept until it is answered. */
export type Received = {
  platform: string
  id: string
  workspace: string
  channel: string
  person: string
  name: string
  isDirect: boolean
  text: string
  /** Sent along to the bot alone. */
  files?: readonly Attached[]
  at: string
}

/** What became of a message: answered, or found too late to be. */
export type Closed = 'answered' | 'missed'

/** An answer that stands in messages of its own, with the document it was rendered from. */
export type Sent = {
  answer: string
  workspace: string
  platform: string
  channel: string
  /** The channel whose limit held there; its own but for threads. */
  room?: string
  /** Whom they were sent to, where nobody else sees them. */
  person?: string
  messages: readonly string[]
  /** How many were in the room when it was posted, where that is known. */
  members?: number
  reply: Reply
  at: string
  /** How it came about, which says how it is rendered anew. */
  occasion?: Occasion
}

/** A revision that was shown in a channel for all to see, and the label of its briefing today. */
export type Posted = {
  ref: Ref
  tlp: Tlp
  channel: string
  messages: readonly string[]
  at: string
}

export type Rooms = {
  limit(workspace: string, channel: string): Promise<Limit | undefined>
  /** Of one workspace, or of all. */
  limits(workspace?: string): Promise<Limit[]>
  setLimit(limit: Limit, deed?: Deed): Promise<void>
  /** Whether this is news: true once, until `closedAgain`. */
  foundOpen(limit: Limit): Promise<boolean>
  closedAgain(limit: Limit): Promise<void>
  /** In a room and its threads, whatever its label: to be told of by label, never by title. */
  posted(workspace: string, room: string): Promise<Posted[]>
}

export type Inbox = {
  /** False where it came before. */
  receive(message: Received): Promise<boolean>
  /** What is not closed, oldest first. */
  open(platform: string): Promise<Received[]>
  /** Closes it and drops its text and files. */
  close(platform: string, id: string, as: Closed): Promise<void>
  /** Conversations with one person that wrote since then, each with the newest id received. */
  conversations(platform: string, since: string): Promise<{ channel: string; newest: string }[]>
}

export type People = {
  used(person: string): Promise<string | undefined>
  use(person: string, workspace: string | undefined): Promise<void>
  kept(person: string): Promise<Kept>
  forget(person: string): Promise<Kept>
}

/** What buttons do, where that is too long for a platform. */
export type Presses = {
  keep(presses: readonly { key: string; invoked: Invoked }[], at: string): Promise<void>
  kept(key: string): Promise<Invoked | undefined>
}

/** Instants before which it is no longer kept. */
export type Expiry = { shown: string; questions: string }
