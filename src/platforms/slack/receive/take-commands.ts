import type { Command } from '#core/command'
import { UserError } from '#core/errors'
import { formOf } from '#core/form-of'
import { type Form, type Invoked, paragraph } from '#core/reply'
import { sayStopped } from '#core/say-outcome'
import { saying } from '#core/show'
import { parseLine, type Typed } from '#core/usage'
import { askerOf, type From } from './asker.ts'
import { guarded } from './guarded.ts'
import { openForm, pickerFor } from './open-form.ts'
import { plainText } from './plain-text.ts'
import type { Receiving } from './receiving.ts'
import { type Alone, showAlone, showPosted, tell } from './show.ts'

/** Slash commands: acknowledged first, then read, then answered to whoever typed them. */
export const takeCommands = (parts: Receiving): void => {
  const { app, door } = parts
  app.command(/^\//, async ({ command, ack, context }) => {
    await ack()
    const alone = { url: command.response_url }
    const from = {
      workspace: context.teamId ?? command.team_id,
      user: command.user_id,
      team: command.team_id,
      name: command.user_name,
      channel: command.channel_id,
    }
    await guarded(parts, alone, async () => {
      const line = lineOf(command.command, command.text, door.commands)
      const read = reading(line, door.commands)
      if ('fault' in read) return tell(parts, alone, saying(paragraph(...read.fault.words)))
      const opening = { trigger: command.trigger_id, workspace: from.workspace }
      const place = { channel: from.channel, url: alone.url }
      if ('form' in read) return openForm(parts, opening, read.form, place)
      await answer(parts, from, { command: read.command.name, options: read.options }, alone)
    })
  })
}

/** `/sitrep` takes every command by name; one that is registered by its own name says it itself. */
const lineOf = (command: string, text: string, commands: readonly Command[]): string => {
  const words = plainText(text, '')
  const isOwn = commands.some(({ name }) => `/${name}` === command)
  return isOwn ? `${command} ${words}`.trim() : `/${words.replace(/^\//, '')}`
}

type Reading = Typed | { fault: UserError } | { form: Form }

/** What was typed; or a form for what it lacks, filled in with what was understood. */
const reading = (line: string, commands: readonly Command[]): Reading => {
  if (line === '/') return { form: pickerFor(commands) }
  try {
    return parseLine(line, commands)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return lacking(line, commands) ?? { fault: error }
  }
}

const lacking = (line: string, commands: readonly Command[]): Reading | undefined => {
  try {
    const { command, options } = parseLine(line, commands.map(allOptional))
    const known = commands.find(({ name }) => name === command.name)
    const isLacking = Object.entries(known?.options ?? {}).some(
      ([name, { required }]) => required && !options[name],
    )
    return known && isLacking ? { form: formOf(known, options) } : undefined
  } catch {
    return undefined
  }
}

const allOptional = (command: Command): Command => ({
  ...command,
  options: Object.fromEntries(
    Object.entries(command.options).map(([name, option]) => [name, { ...option, required: false }]),
  ),
})

/** Runs a command for somebody and shows them what it says; to the channel where the command is for all. */
export const answer = async (
  parts: Receiving,
  from: From,
  invoked: Invoked,
  alone: Alone,
): Promise<void> => {
  const { door, people, facts } = parts
  const asker = await askerOf(people, facts, from)
  const command = door.commands.find(({ name }) => name === invoked.command)
  const answered = await door.run(invoked, asker)
  const isForAll = command?.audience === 'channel' && !asker.isDirect
  if (!isForAll) return showAlone(parts, { answered, invoked, alone })
  const stopped = await showPosted(parts, { answered, asker, key: alone.url })
  const where = (await facts.at(asker.channel))?.facts.name ?? 'this channel'
  if (stopped) await tell(parts, alone, saying(paragraph(sayStopped(stopped, where))))
}
