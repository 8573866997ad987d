import type { Command, Option } from './command.ts'
import type { Field, Form } from './reply.ts'

/**
 * A question for what a command needs: a field for each option or for some, in their order. `values`
 * are what has been given already, by option.
 */
export const formOf = (
  { name, summary, options }: Command,
  values: Readonly<Record<string, string>> = {},
  asked: readonly string[] = Object.keys(options),
): Form => ({
  kind: 'form',
  title: shortOf(summary),
  fields: Object.entries(options)
    .filter(([option]) => asked.includes(option))
    .map(([option, definition]) => fieldOf(option, definition)),
  values: { ...values },
  command: name,
})

// A summary tells the main thing first: "Read a briefing, or the newest on a topic".
const shortOf = (summary: string): string => summary.split(',')[0] ?? summary

const fieldOf = (name: string, option: Option): Field => {
  const { summary, required, choices, lines } = option
  return {
    name,
    label: capital(name),
    hint: summary,
    required,
    lines: lines ?? (takesSentences(option) ? 'many' : 'one'),
    ...(choices && { choices: choices.map((value) => ({ label: value, value })) }),
    ...(isLookedUp(option) && { suggests: true as const }),
  }
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

const takesSentences = ({ kind, required, suggest }: Option): boolean =>
  kind === 'text' && required && !suggest

/** A date has more forms than the few that are suggested, and choices are all there already. */
const isLookedUp = ({ kind, choices, takesMore, suggest }: Option): boolean =>
  suggest !== undefined && kind !== 'date' && !takesMore && !choices
