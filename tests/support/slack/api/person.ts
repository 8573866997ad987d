import type { SentFile } from '../../sent-file.ts'
import type { Channel, Message, Team, User, View } from '../world/records.ts'
import type { Interaction, Suggestion } from './interaction.ts'
import type { UserWish } from './world.ts'

export type PersonWish = UserWish & {
  /** Their own workspace; the first there is unless told. */
  team?: Team
  /** Whether they act only once the app listens; they do unless told. */
  waits?: boolean
}

/** One text for a field, or several where several can be chosen. */
export type Values = Readonly<Record<string, string | readonly string[]>>

/**
 * Somebody at their Slack. Acting in a channel lets them into it, and into its workspace unless it is
 * shared with others. Throws where Slack would not let them.
 */
export type Person = {
  user: User
  /** The direct messages with the bot in their own workspace. */
  dm: Channel
  /** Types a whole line: `/sitrep brief nato`. Threads do not take any. */
  command(channel: Channel, line: string, where?: { thread?: Message }): Promise<Interaction>
  /** Types a line and waits for an answer. */
  ask(channel: Channel, line: string): Promise<Interaction>
  /** Presses a button, known by its action_id or its words. */
  press(on: Message | View, button: string): Promise<Interaction>
  /** Chooses from a menu, known by its action_id, its placeholder or the label above it. */
  choose(on: Message | View, menu: string, wanted: string): Promise<Interaction>
  /** Types into a menu that asks the app for its options. */
  suggest(on: Message | View, menu: string, typed: string): Promise<Suggestion[]>
  /** Sends a modal, values by label, block_id or action_id; what is left out stays as it is. */
  submit(view: View, values?: Values): Promise<Interaction>
  /** Closes a modal; the app hears of it only where it asked to. */
  close(view: View): Promise<Interaction | undefined>
  /** Runs a message shortcut, known by its callback_id or its name. */
  shortcut(message: Message, shortcut: string): Promise<Interaction>
  /** Writes a message, in a thread if told. `<@U1>` names somebody; other `&`, `<` and `>` are text. */
  say(
    channel: Channel,
    text: string,
    how?: { thread?: Message | string; files?: readonly SentFile[] },
  ): Promise<Said>
  openHome(): Promise<Opened>
  openMessages(): Promise<Opened>
}

export type Said = {
  message: Message
  /** What the bot has written since, in its thread or beside it. */
  readonly answers: Message[]
  /** The first of them. */
  readonly answer: Promise<Message>
}

/** Coming to the app's own place. */
export type Opened = {
  /** What is shown there by now. */
  readonly home: View | undefined
  /** What the app publishes after they came. */
  readonly published: Promise<View>
}
