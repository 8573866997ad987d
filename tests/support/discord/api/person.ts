import type { SentFile } from '../../sent-file.ts'
import type { Permission } from '../world/bits.ts'
import type { Channel, Message, User } from '../world/records.ts'
import type { Choice, Interaction, Modal } from './interaction.ts'

export type PersonWish = {
  id?: string
  name?: string
  /** What they may in every server they act in, beside what @everyone may. */
  permissions?: readonly Permission[]
  /** `closed` takes no direct messages, `strangers` shares no server with the bot. */
  dms?: User['dms']
  locale?: string
  /** Whether they act only once a client is up; they do unless told. Else a RESUME brings what they did. */
  waits?: boolean
}

export type OptionValue = string | number | boolean

/** Somebody at their Discord client. Acting in a server makes them a member of it. */
export type Person = {
  user: User
  /** The direct messages with the bot. */
  dm: Channel
  /** Runs a slash command, `digest create` for a subcommand. Resolves once it was sent. */
  command(
    channel: Channel,
    name: string,
    options?: Record<string, OptionValue>,
  ): Promise<Interaction>
  /** Runs a slash command and waits for the whole first answer. */
  ask(channel: Channel, name: string, options?: Record<string, OptionValue>): Promise<Interaction>
  /** Types into an option; the others are filled in already. */
  autocomplete(
    channel: Channel,
    name: string,
    option: string,
    typed: string,
    others?: Record<string, OptionValue>,
  ): Promise<Choice[]>
  /** Presses a button, known by its custom id or its label. */
  press(message: Message, button: string): Promise<Interaction>
  /** Chooses from a menu, known by its custom id or its placeholder; values or their labels. */
  choose(message: Message, menu: string, ...values: string[]): Promise<Interaction>
  /** Sends a form, its values by custom id or label; what is left out stays as it was filled in. */
  submit(modal: Modal, values?: Record<string, string>): Promise<Interaction>
  /** Runs a message command: the one given, or the only one there is. */
  askAbout(message: Message, command?: string): Promise<Interaction>
  say(
    channel: Channel,
    text: string,
    how?: { replyTo?: Message; files?: readonly SentFile[] },
  ): Promise<Said>
}

export type Said = {
  message: Message
  /** What the bot has said in that channel since. */
  readonly answers: Message[]
  /** The first of them. */
  readonly answer: Promise<Message>
}
