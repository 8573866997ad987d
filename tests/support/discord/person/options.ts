import type { OptionValue } from '../api/person.ts'
import type { Option } from '../world/commands.ts'
import type { Json } from '../world/records.ts'

/** Discord's numbers for the kinds of options. */
export const optionTypes = {
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  number: 10,
} as const

export type Filled = {
  values: Record<string, OptionValue>
  /** The option that is being typed. */
  focused?: string
  /** Whether what is required may still be missing. */
  isPartial?: boolean
}

/** The options of a command, down the path of its subcommands; throws for what no client would send. */
export const optionsJson = (
  options: readonly Option[],
  [name, ...rest]: readonly string[],
  filled: Filled,
): Json[] => {
  if (name === undefined) return valuesJson(options, filled)
  const found = options.find((one) => one.name === name)
  if (!found) throw new Error(`no subcommand ${name}`)
  return [{ type: found.type, name, options: optionsJson(found.options ?? [], rest, filled) }]
}

const valuesJson = (options: readonly Option[], { values, focused, isPartial }: Filled): Json[] => {
  const unknown = Object.keys(values).find((name) => !options.some((one) => one.name === name))
  if (unknown !== undefined) throw new Error(`no option ${unknown}`)
  const missing = options.find(({ required, name }) => required && values[name] === undefined)
  if (missing && !isPartial) throw new Error(`option ${missing.name} is required`)
  return options.flatMap((option) => {
    const { name, type } = option
    const value = values[name]
    if (value === undefined) return []
    if (name === focused) return [{ type, name, value, focused: true }]
    mustFit(option, value)
    return [{ type, name, value }]
  })
}

const mustFit = (option: Option, value: OptionValue): void => {
  const problem = problemOf(option, value)
  if (problem) throw new Error(`option ${option.name}: ${value} ${problem}`)
}

const problemOf = (option: Option, value: OptionValue): string | undefined => {
  const { type, choices, min_length = 0, max_length = 6_000 } = option
  const { min_value = -Infinity, max_value = Infinity } = option
  if (typeof value !== scriptType(type)) return `is no ${scriptType(type)}`
  if (choices && !choices.some((one) => one.value === value)) return 'is none of the choices'
  if (typeof value === 'string') {
    const { length } = value
    return length < min_length || length > max_length ? `has ${length} characters` : undefined
  }
  return Number(value) < min_value || Number(value) > max_value ? 'is out of range' : undefined
}

const scriptType = (type: number): string => {
  if (type === optionTypes.integer || type === optionTypes.number) return 'number'
  return type === optionTypes.boolean ? 'boolean' : 'string'
}
