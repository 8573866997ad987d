import type { Orders } from './digest.ts'
import type { Questions, Requests } from './question.ts'
import type { Read } from './read.ts'
import type { Choice, Form, Reply } from './reply.ts'
import type { Own, Room } from './room.ts'
import type { Staff } from './staff.ts'
import type { Viewer } from './viewer.ts'
import type { Writing } from './writing.ts'

/**
 * What an option needs in order to read what was typed; `own` and `requests` are there where somebody is
 * known to ask, `orders` where they ask on a platform that posts.
 */
export type OptionContext = {
  read: Read
  now: Temporal.Instant
  zone: string
  own?: Own
  orders?: Orders
  requests?: Requests
  writing?: Writing
  staff?: Staff
}

/**
 * One thing a command is told. `parse` throws UserError with the remedy; `suggest` gives what fits the
 * text typed so far. From this come Discord's options, Slack's usage text and the terminal's completion.
 */
export type Option<T = unknown> = {
  kind: 'text' | 'topic' | 'briefing' | 'digest' | 'id' | 'date' | 'choice' | 'number'
  summary: string
  required: boolean
  choices?: readonly string[]
  /** More can be told than what is suggested, so it is typed, not picked from a list. */
  takesMore?: true
  /** An address, known by how it begins wherever it stands. */
  isLink?: true
  /** Asked for with room for several, where it is not a required text. */
  lines?: 'many'
  /** Other words for a choice: `everything` for `all`. */
  synonyms?: Readonly<Record<string, string>>
  parse(text: string, context: OptionContext): T | Promise<T>
  suggest?(text: string, context: OptionContext): Promise<Choice[]>
}

export type Options = Record<string, Option>
export type Parsed<O extends Options> = {
  [name in keyof O]: O[name] extends Option<infer T> ? T : never
}

export type RunContext<O extends Options> = {
  options: Parsed<O>
  viewer: Viewer
  read: Read
  now: Temporal.Instant
  zone: string
  /** The channel it is asked in; undefined in a direct message and at a terminal. */
  room?: Room
  own?: Own
  /** The digests of the channel it is asked in; in a direct message, the asker's own. */
  orders?: Orders
  /** The asker's own questions. */
  questions?: Questions
  /** Questions passed on to the editors. */
  requests?: Requests
  /** The drafts of the workspace, for editors. */
  writing?: Writing
  /** Who does what there, for editors. */
  staff?: Staff
  /** Every command there is, for help. */
  commands: readonly Command[]
  /** What is particular to asking on this platform, a sentence each, for help. */
  hints?: readonly string[]
}

/**
 * A command: data with one verb. A name of two words is a subcommand. The first required text, topic
 * or briefing option takes the words that no other option claims.
 */
export type Command<O extends Options = Options> = {
  name: string
  summary: string
  options: O
  examples: readonly string[]
  /** `manager here`: anyone alone with the bot, in a channel a manager. Managers are approvers too, and those editors. */
  allow: 'anyone' | 'manager' | 'manager here' | 'editor' | 'approver'
  audience: 'asker' | 'channel'
  /** Concerns the asker or a manager alone: not answered where others read along. */
  isPrivate?: true
  /** Answers with a form at once: a platform's dialogue can only be the first response. */
  form?: true
  /** Offered on any message, whose text then fills this option, and where it stands the other. */
  onMessage?: { label: string; option: string; link?: string }
  run(context: RunContext<O>): Promise<Reply | Form>
}

// A list of commands forgets each one's own options; the engine parses them by the definition again.
export const defineCommand = <O extends Options>(command: Command<O>): Command =>
  command as unknown as Command
