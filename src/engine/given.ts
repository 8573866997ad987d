import type { Command, OptionContext, Options, Parsed } from '#core/command'
import { UserError } from '#core/errors'
import { type Inline, typed } from '#core/reply'

export type Faults = Readonly<Record<string, readonly Inline[]>>

/** A command's options as it runs with them; throws UserError for the first that cannot be read. */
export const parseAll = async (
  command: Command,
  given: Record<string, string>,
  context: OptionContext,
): Promise<Parsed<Options>> => {
  const parsed: Record<string, unknown> = {}
  for (const name of Object.keys(command.options)) {
    const value = await parseOne(command, name, given[name], context)
    if (value !== undefined) parsed[name] = value
  }
  return parsed
}

const parseOne = async (
  command: Command,
  name: string,
  given: string | undefined,
  context: OptionContext,
): Promise<unknown> => {
  const option = command.options[name]
  if (given !== undefined && given.trim() !== '') return option?.parse(given, context)
  if (option?.required)
    throw new UserError(typed(`/${command.name}`), ` needs <${name}>: ${option.summary}.`)
  return undefined
}

/** A sentence for each option that cannot be read, or is missing. */
export const faultsIn = async (
  command: Command,
  given: Record<string, string>,
  context: OptionContext,
): Promise<Faults> => {
  const faults: Record<string, readonly Inline[]> = {}
  for (const name of Object.keys(command.options))
    try {
      await parseOne(command, name, given[name], context)
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      faults[name] = error.words
    }
  return faults
}
