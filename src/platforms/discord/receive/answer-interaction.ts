import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  Interaction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
} from 'discord.js'
import { type AnySelectMenuInteraction, type ButtonInteraction, MessageFlags } from 'discord.js'
import type { Answered, Asker, Body, Door } from '#core/chat'
import { type Invoked, paragraph, type Reply } from '#core/reply'
import { saying } from '#core/show'
import { type GivenOption, invokedBy, invokedOn } from '../commands/invoked.ts'
import { type Pressed, readCustomId } from '../custom-id.ts'
import type { Render } from '../render/present.ts'
import { askerOf } from './asker.ts'
import type { Responses } from './responses.ts'

export type Given = { door: Door; respond: Responses; present: Render }

/**
 * Answers one interaction: acknowledged first, unless the answer is a form, which can only be the first
 * response; what was asked for runs only once the acknowledgement was taken.
 */
export const answerInteraction = async (given: Given, interaction: Interaction): Promise<void> => {
  if (interaction.isAutocomplete()) return offer(given, interaction)
  if (interaction.isChatInputCommand()) return onCommand(given, interaction)
  if (interaction.isMessageContextMenuCommand()) return onMessage(given, interaction)
  if (interaction.isModalSubmit()) return onForm(given, interaction)
  if (interaction.isButton() || interaction.isAnySelectMenu()) return onPress(given, interaction)
}

const offer = async ({ door, respond }: Given, interaction: AutocompleteInteraction) => {
  const { commandName, options } = interaction
  const { name: option, value: typed } = options.getFocused(true)
  const { command } = invokedBy(commandName, given(options))
  await respond.offer(await door.suggest({ command, option, typed }, askerOf(interaction)))
}

/** discord.js hides the options of a subcommand from view, not from `data`. */
const given = ({ data }: Pick<ChatInputCommandInteraction['options'], 'data'>) =>
  data as readonly GivenOption[]

const onCommand = (given_: Given, interaction: ChatInputCommandInteraction) =>
  answerWith(given_, interaction, invokedBy(interaction.commandName, given(interaction.options)))

const onMessage = async (given: Given, interaction: MessageContextMenuCommandInteraction) => {
  const { commandName, targetMessage } = interaction
  const text = targetMessage.content.trim()
  const invoked = invokedOn(commandName, { text, url: targetMessage.url }, given.door.commands)
  if (!invoked) return given.respond.say(await noLonger(given), true)
  if (text !== '') return answerWith(given, interaction, invoked)
  const [body = {}] = await given.present.answer(wordless)
  await given.respond.say(body, true)
}

const wordless = saying(paragraph('That message holds no words that I could go by.'))

type Answerable = Exclude<Interaction, AutocompleteInteraction>

const answerWith = async (given: Given, interaction: Answerable, invoked: Invoked) => {
  const began = performance.now()
  const asker = askerOf(interaction)
  const command = given.door.commands.find(({ name }) => name === invoked.command)
  const isPrivate = !asker.isDirect && command?.audience !== 'channel'
  if (command?.form) return answerWithForm(given, asker, invoked, isPrivate, 'typed')
  await given.respond.defer(isPrivate)
  given.door.acked?.(invoked.command, performance.now() - began)
  await show(given, asker, await given.door.run(invoked, asker, 'typed'), { isPrivate })
}

const answerWithForm = async (
  { door, respond, present }: Given,
  asker: Asker,
  invoked: Invoked,
  isPrivate: boolean,
  manner: 'typed' | 'pressed',
) => {
  const answered = await door.run(invoked, asker, manner)
  const { reply } = answered
  try {
    if (reply.kind === 'form') return await respond.open(await present.form(reply))
    const [first = {}] = await present.answer(reply)
    await respond.say(first, isPrivate)
  } catch (error) {
    if (answered.answer !== '') await door.unsent(answered)
    throw error
  }
}

const onForm = async (given: Given, interaction: ModalSubmitInteraction) => {
  const pressed = readCustomId(interaction.customId)
  const asker = askerOf(interaction)
  await given.respond.defer(!asker.isDirect)
  const invoked = pressed && (await invokedOf(given, pressed))
  const filled = Object.fromEntries(
    [...interaction.fields.fields.values()].map((field) => [field.customId, filledIn(field)]),
  )
  const answered = invoked
    ? await given.door.run({ ...invoked, options: { ...invoked.options, ...filled } }, asker)
    : old
  await show(given, asker, answered, { isPrivate: !asker.isDirect })
}

const filledIn = (field: object): string => {
  const { value, values } = field as { value?: string; values?: readonly string[] }
  return value ?? values?.[0] ?? ''
}

const onPress = async (given: Given, interaction: ButtonInteraction | AnySelectMenuInteraction) => {
  const began = performance.now()
  const { door, respond } = given
  const asker = askerOf(interaction)
  const pressed = readCustomId(interaction.customId)
  if (!pressed) return respond.say(await noLonger(given), !asker.isDirect)
  const isPrivate = !asker.isDirect
  const form = opensForm(door, pressed)
  if (form) return answerWithForm(given, asker, form, isPrivate, 'pressed')

  // What others see stays as it is: whoever presses there is answered alone.
  const isOwn = asker.isDirect || interaction.message.flags.has(MessageFlags.Ephemeral)
  const changes = pressed.how === 'here' && isOwn
  await (changes ? respond.deferUpdate() : respond.defer(isPrivate))
  const invoked = await invokedOf(given, pressed)
  if (!invoked) return show(given, asker, old, { isPrivate })
  door.acked?.(invoked.command, performance.now() - began)
  const chosen = 'values' in interaction ? interaction.values[0] : undefined
  const filled = pressed.option && chosen !== undefined ? { [pressed.option]: chosen } : {}
  const full = { ...invoked, options: { ...invoked.options, ...filled } }
  const answered =
    pressed.how === 'channel'
      ? await door.share(full, asker, interaction.id)
      : await door.run(full, asker)
  const isPlain = changes && !interaction.message.flags.has(MessageFlags.IsComponentsV2)
  await show(given, asker, answered, { isPrivate, isPlain })
}

/** A kept press is looked up only after the acknowledgement, so a form behind one opens by its command alone. */
const opensForm = (door: Door, pressed: Pressed): Invoked | undefined => {
  if (!('invoked' in pressed) || pressed.how === 'form') return undefined
  const { invoked } = pressed
  return door.commands.find(({ name }) => name === invoked.command)?.form ? invoked : undefined
}

const invokedOf = async ({ door }: Given, pressed: Pressed): Promise<Invoked | undefined> =>
  'invoked' in pressed ? pressed.invoked : door.kept(pressed.kept)

const old: Answered = {
  reply: saying(
    paragraph('This is from an earlier time and no longer does anything. Ask anew: /help'),
  ),
  answer: '',
}

const noLonger = async ({ present }: Given): Promise<Body> =>
  (await present.answer(old.reply as Reply))[0] ?? {}

type Showing = {
  isPrivate: boolean
  /** Whether it takes the place of an ordinary message, which cannot turn into the other kind. */
  isPlain?: boolean
}

const show = async (
  { door, respond, present }: Given,
  asker: Asker,
  answered: Answered,
  { isPrivate, isPlain = false }: Showing,
): Promise<void> => {
  const { reply } = answered
  const shown =
    reply.kind === 'reply'
      ? reply
      : saying(paragraph(`${reply.title}: open this by its command, from the list that / opens.`))
  const bodies = isPlain ? await present.message(shown) : await present.answer(shown)
  const { messages, failed } = await respond.show(bodies, isPrivate)
  if (answered.answer !== '') {
    if (messages.length === 0) await door.unsent(answered)
    else if (isPrivate) await door.shown?.(answered, asker)
    else await door.sent(answered, asker, messages, isPlain ? 'answer' : 'command')
  }
  if (failed !== undefined) throw failed
}
