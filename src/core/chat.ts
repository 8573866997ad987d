import type { Attached, Fetched } from './attached.ts'
import type { Command } from './command.ts'
import type { Mention } from './digest.ts'
import type { ChannelFacts, Workspace } from './places.ts'
import type { Choice, Form, Inline, Invoked, Reply } from './reply.ts'
import type { Postable } from './writing.ts'

/** Somebody asking somewhere, as the platform reports it with what they asked. */
export type Asker = {
  /** The server or team; `''` in a direct message, and where the bot was not let in by it. */
  workspace: string
  channel: string
  /** `discord:<id>` or `slack:<team>/<id>` */
  person: string
  /** What others see them called. */
  name: string
  /** Alone with the bot. */
  isDirect: boolean
  /** Whether the platform says that they manage the workspace. */
  manages: boolean
  /** Whether they could post in the channel themselves. */
  mayPost: boolean
}

/** A message somebody wrote to the bot. `id` is the platform's, the same however often it comes. */
export type Incoming = { id: string; asker: Asker; text: string; files?: readonly Attached[] }

/** What to show the asker. `answer` names it in the ledger, for `sent`. */
export type Answered = { reply: Reply | Form; answer: string }

/**
 * What a platform hands people's wishes to. Nothing here throws to the asker: a failure is a reply.
 */
export type Door = {
  commands: readonly Command[]
  /** What is `typed` counts in full for fair use; a press, a filled-in form and what is shown unasked hardly do. */
  run(invoked: Invoked, asker: Asker, manner?: 'typed' | 'pressed'): Promise<Answered>
  /** What was asked for has been acknowledged, so many milliseconds after it came. */
  acked?(command: string, ms: number): void
  /** Runs it again with the eyes of the whole channel and posts that; `id` is the platform's, of the press. */
  share(invoked: Invoked, asker: Asker, id: string): Promise<Answered>
  /** At most 25 choices for a half-typed option. */
  suggest(wish: { command: string; option: string; typed: string }, asker: Asker): Promise<Choice[]>
  /** What is wrong with what was filled in, as sentences for the asker, by option. */
  faults?(invoked: Invoked, asker: Asker): Promise<Record<string, readonly Inline[]>>
  /** Topics with something to read, those first that have the newest. */
  newestTopics?(asker: Asker): Promise<{ slug: string; name: string }[]>
  /** Answers a message once, however often it arrives; `taken` hears that it was written down. */
  receive(message: Incoming, taken?: () => void): Promise<void>
  /** These messages, in order, are what an answer became, where others see it or it can be found again. */
  sent(
    answered: Answered,
    asker: Asker,
    messages: readonly string[],
    occasion?: Occasion,
  ): Promise<void>
  /** An answer that nobody else sees, and that cannot be found again, was shown. */
  shown?(answered: Answered, asker: Asker): Promise<void>
  /**
   * Posts an answer where the asker will find it, or others see it, and writes that down; `key` is the
   * same for the same act. What kept it from standing there, as a sentence; `where` is what it calls the place.
   */
  deliver?(
    answered: Answered,
    asker: Asker,
    how: { key: string; where: string; to?: string; standing?: readonly string[] },
  ): Promise<string | undefined>
  /** Nothing of an answer arrived. */
  unsent(answered: Answered): Promise<void>
  /** Keeps what buttons do where that is too long for the platform to carry. */
  keep(presses: readonly { key: string; invoked: Invoked }[]): Promise<void>
  kept(key: string): Promise<Invoked | undefined>
  /** Who may be in a channel may have changed; without one, in all of the workspace. */
  roomChanged(workspace: string, channel?: string): Promise<void>
  /** The platform is there: answers what an earlier process received and did not finish. */
  recover(): Promise<void>
}

/** A message as the platform takes it: JSON, so that it can be kept until it is sent. */
export type Body = Readonly<Record<string, unknown>>

/** What became of a message on its way out. Only `sent`, `removed` and `unknown` may have been accepted. */
export type Outcome =
  | { kind: 'sent'; message: string }
  /** It was sent before under this key, and somebody has deleted it since. */
  | { kind: 'removed' }
  /** Not before `at`: too many at once, or the platform could not be reached. */
  | { kind: 'later'; at: Temporal.Instant }
  /** The channel or the message is no longer there. */
  | { kind: 'gone' }
  | { kind: 'forbidden'; missing: readonly string[] }
  /** The platform does not know the token. */
  | { kind: 'signedOut' }
  | { kind: 'invalid'; why: string }
  | { kind: 'unknown'; why: string }

export type ReadBack =
  | { kind: 'found'; message: string }
  | { kind: 'absent' }
  /** `again` is when looking anew may help. */
  | { kind: 'cannot tell'; why: string; again?: Temporal.Instant }

/** A message that may have been posted since then, and what tells it from others that say the same. */
export type Sought = {
  body: Body
  key: string
  since: Temporal.Instant
  /** The message it answers, where it answers one. */
  to?: string
  /** Messages that are known to be something else. */
  others?: ReadonlySet<string>
}

/**
 * How a message comes about: asked for by somebody there in words, or by a command or press, or on the
 * bot's own account.
 */
export type Occasion = 'answer' | 'command' | 'unasked'

/**
 * How fast messages may go out: for the whole bot or for each workspace, so many a second to begin with
 * and at most. `perChannelMs` lies between two to one channel.
 */
export type Pace = { per: 'bot' | 'workspace'; start: number; most: number; perChannelMs: number }

/**
 * One chat platform. Nothing here is tried again by itself, and nothing throws for what the platform
 * answers. A `key` makes a message known again: posting the same key within minutes gives the first.
 */
export type ChatPlatform = {
  name: string
  /** What is particular to asking here, a sentence each, for help. */
  hints?: readonly string[]
  start(door: Door): Promise<void>
  /** The messages a reply becomes, in order; none is cut. */
  render(reply: Reply, occasion: Occasion, channel: string): Promise<Body[]>
  post(channel: string, body: Body, key: string): Promise<Outcome>
  reply(channel: string, to: string, body: Body, key: string): Promise<Outcome>
  edit(channel: string, message: string, body: Body): Promise<Outcome>
  remove(channel: string, message: string): Promise<Outcome>
  pace: Pace
  /**
   * Where what belongs under a message is posted: its thread, the same one however often it is opened;
   * where there can be none, as in direct messages, the channel itself.
   */
  openThread(
    channel: string,
    message: string,
    name: string,
  ): Promise<{ kind: 'open'; channel: string } | Exclude<Outcome, { kind: 'sent' }>>
  /** The role or group in a workspace that somebody names or has picked; undefined where there is none to be called. */
  mentionable(workspace: string, typed: string): Promise<Mention | undefined>
  readBack(channel: string, sought: Sought): Promise<ReadBack>
  /** The channel in which the bot is alone with a person. */
  openDm(
    person: string,
  ): Promise<{ kind: 'open'; channel: string } | Exclude<Outcome, { kind: 'sent' }>>
  channelFacts(channel: string): Promise<ChannelFacts | undefined>
  /** Shows that an answer is coming, to a message where that is known. */
  typing(channel: string, to?: string): Promise<void>
  /** Where a message is to be found. */
  linkTo(workspace: string, channel: string, message: string): string
  workspace(id: string): Promise<Workspace | undefined>
  /** Channels of a workspace in which a person may post, as far as the bot knows them. */
  channels(workspace: string, person: string): Promise<Postable[]>
  /** The workspace that a person's direct messages belong to, on a platform where they belong to one. */
  homeOf?(person: string): string
  isMember(workspace: string, person: string): Promise<boolean>
  /** What others see a member called; undefined for whoever is none. */
  memberName(workspace: string, person: string): Promise<string | undefined>
  /** Workspaces that have this person as a member, those first whose name holds what was typed. */
  memberships(person: string, typed: string): Promise<Workspace[]>
  /** Direct messages written after this one, and since then, that the platform still holds; oldest first. */
  writtenSince(channel: string, message: string, since: Temporal.Instant): Promise<Incoming[]>
  /** Reads a file sent there, from the platform's own place alone and at most so many bytes. */
  fetchFile(channel: string, file: Attached, most: number): Promise<Fetched>
  isUp(): boolean
  /** False where another process hears of a part of what is served, so that this one has to ask. */
  hearsAll?(): boolean
  /** Takes nothing more, finishes what is open, and leaves. */
  stop(): Promise<void>
}
