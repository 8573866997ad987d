import type { Command } from '#core/command'
import { UserError } from '#core/errors'
import { formOf } from '#core/form-of'
import { nearest } from '#core/near'
import { type Form, type Invoked, paragraph, type Reply } from '#core/reply'
import { saying } from '#core/show'
import { parseLine, type Typed } from '#core/usage'
import { askerOf, type From } from './asker.ts'
import { guarded } from './guarded.ts'
import { openForm, pickerFor } from './open-form.ts'
import { plainText } from './plain-text.ts'
import type { Receiving } from './receiving.ts'
import { type Alone, showAlone, tell } from './show.ts'

/** Slash commands: acknowledged first, then read, then answered to whoever typed them. */
export const takeCommands = (parts: Receiving): void => {
  const { app, door } = parts
  app.command(/^\//, async ({ command, ack, context }) => {
    const began = performance.now()
    await ack()
    const ackedMs = performance.now() - began
    const alone = { url: command.response_url }
    const from = {
      workspace: context.teamId ?? command.team_id,
      user: command.user_id,
      team: command.team_id,
      name: command.user_name,
      channel: command.channel_id,
    }
    const say = (reply: Reply) => tell(parts, alone, reply)
    await guarded(parts, say, async () => {
      const line = lineOf(command.command, command.text, door.commands)
      const read = reading(line, door.commands)
      if ('fault' in read) return say(saying(paragraph(...read.fault.words)))
      const opening = { trigger: command.trigger_id, workspace: from.workspace }
      const place = { channel: from.channel, url: alone.url }
      if ('form' in read) return openForm(parts, opening, read.form, place)
      const invoked = { command: read.command.name, options: read.options }
      door.acked?.(read.command.name, ackedMs)
      const open = (form: Form) => openForm(parts, opening, form, place)
      await answer(parts, from, invoked, alone, { manner: 'typed', open })
    })
  })
}

/** `/sitrep` takes every command by name; one that is registered by its own name says it itself. */
const lineOf = (command: string, text: string, commands: readonly Command[]): string => {
  const words = plainText(text, '')
  const isOwn = commands.some(({ name }) => `/${name.split(' ')[0]}` === command)
  return isOwn ? `${command} ${words}`.trim() : `/${words.replace(/^\//, '')}`
}

type Reading = Typed | { fault: UserError } | { form: Form }

/** What was typed; a form for what it lacks; or else, if it begins like no command, a question. */
const reading = (line: string, commands: readonly Command[]): Reading => {
  if (line === '/') return { form: pickerFor(commands) }
  try {
    return parseLine(line, commands)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return lacking(line, commands) ?? asQuestion(line, commands) ?? { fault: error }
  }
}

/** A form filled in with what was understood, where something that must be told was not. */
const lacking = (line: string, commands: readonly Command[]): Reading | undefined => {
  try {
    const { command, options } = parseLine(line, commands.map(allOptional))
    const known = commands.find(({ name }) => name === command.name)
    const isLacking = Object.entries(known?.options ?? {}).some(
      ([name, { required }]) => required && !options[name],
    )
    // A bare word that nothing required has claimed was meant for what is lacking, and is none.
    if (!known || !isLacking || !Object.keys(options).every(isNamedIn(line))) return undefined
    const form = formOf(known, options)
    return isFitting(form) ? { form } : undefined
  } catch {
    return undefined
  }
}

const isNamedIn = (line: string) => {
  const lower = line.toLowerCase()
  return (option: string): boolean => lower.includes(`${option}:`) || lower.includes(`${option}=`)
}

/** Slack's limits for what a field may begin with. */
const isFitting = ({ fields, values }: Form): boolean =>
  fields.every(({ name, suggests }) => (values[name] ?? '').length <= (suggests ? 150 : 3_000))

/** `/sitrep When was the exercise?`: nobody means a command by that. */
const asQuestion = (line: string, commands: readonly Command[]): Typed | undefined => {
  const text = line.slice(1)
  const [first = ''] = text.split(/\s/)
  const asks = commands.find(({ name }) => name === 'ask')
  const families = commands.flatMap(({ name }) => [name, name.split(' ')[0] ?? ''])
  const isCommand = nearest(first, families, (name) => [name], 1).length > 0
  return asks && !isCommand && /\s|\?$/.test(text)
    ? { command: asks, options: { question: text } }
    : undefined
}

const allOptional = (command: Command): Command => ({
  ...command,
  options: Object.fromEntries(
    Object.entries(command.options).map(([name, option]) => [name, { ...option, required: false }]),
  ),
})

type Manner = { manner?: 'typed' | 'pressed'; open?: (form: Form) => Promise<void> }

/**
 * Runs a command for somebody and shows them what it says; to the channel where the command is for all.
 * A form is opened where that is possible.
 */
export const answer = async (
  parts: Receiving,
  from: From,
  invoked: Invoked,
  alone: Alone,
  { manner = 'pressed', open }: Manner = {},
): Promise<void> => {
  const { door, people, facts } = parts
  const asker = await askerOf(people, facts, from)
  const command = door.commands.find(({ name }) => name === invoked.command)
  const answered = await door.run(invoked, asker, manner)
  if (answered.reply.kind === 'form' && open) return open(answered.reply)
  const isForAll = command?.audience === 'channel' && !asker.isDirect
  if (!isForAll) return showAlone(parts, { asker, answered, invoked, alone })
  const where = (await facts.at(asker.channel))?.facts.name ?? 'this channel'
  const fault = await door.deliver?.(answered, asker, { key: alone.url, where })
  if (fault) await tell(parts, alone, saying(paragraph(fault)))
}
