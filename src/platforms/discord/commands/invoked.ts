import type { Command } from '#core/command'
import type { Invoked } from '#core/reply'
import { optionType } from './commands.ts'

/** An option as an interaction carries it; a subcommand is one, and holds the others. */
export type GivenOption = {
  type: number
  name: string
  value?: string | number | boolean | undefined
  options?: readonly GivenOption[] | undefined
}

/**
 * What an interaction asks for, from its command's name and its options as Discord sends them. Numbers
 * become text, which every option is read from.
 */
export const invokedBy = (name: string, options: readonly GivenOption[] = []): Invoked => {
  const inner = options.find(({ type }) => type === optionType.subcommand)
  if (inner) return invokedBy(`${name} ${inner.name}`, inner.options)
  return {
    command: name,
    options: Object.fromEntries(options.map((option) => [option.name, `${option.value ?? ''}`])),
  }
}

/** What a message's menu asks for with its text and address; undefined for a command that is gone. */
export const invokedOn = (
  label: string,
  { text, url }: { text: string; url: string },
  commands: readonly Command[],
): Invoked | undefined => {
  const command = commands.find(({ onMessage }) => onMessage?.label === label)
  if (!command?.onMessage) return undefined
  const { option, link } = command.onMessage
  return { command: command.name, options: { [option]: text, ...(link && { [link]: url }) } }
}
