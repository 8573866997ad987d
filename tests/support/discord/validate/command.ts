import type { Option } from '../world/commands.ts'
import type { Json } from '../world/records.ts'
import { atMost, type Broken, broken, each, twice, within } from './broken.ts'
import { brokenByChoices } from './choices.ts'

type Definition = {
  name: string
  type?: number
  description?: string
  options?: Option[] | null
}

/** How many of each type an application may have. */
const mostOfType: Record<number, number> = { 1: 100, 2: 15, 3: 15 }
const chat = 1
const subcommand = 1
const group = 2

/** What Discord's description does not say of commands (interactions/application-commands). */
export const brokenByCommands = (bodies: readonly Json[]): Broken[] => {
  const all = bodies as unknown as Definition[]
  const ofType = (type: number) => all.filter((one) => (one.type ?? chat) === type).length
  const keys = all.map(({ name, type = chat }) => `${type} ${name}`)
  return [
    ...Object.entries(mostOfType).flatMap(([type, most]) =>
      atMost(ofType(Number(type)), most, `commands of type ${type}`, 'commands'),
    ),
    ...twice(keys, 'command name twice', 'commands'),
    ...each(all, 'commands', brokenByCommand),
  ]
}

const brokenByCommand = (command: Definition, path: string): Broken[] => {
  const { type = chat, description, options } = command
  if (type !== chat) return broken(!!description, 'description of a menu command', path)
  return [
    ...brokenByNames(command, path),
    ...atMost(lengthOf(command), 8_000, 'characters in all', path),
    ...brokenByOptions(options ?? [], `${path}.options`),
  ]
}

/** Discord's own pattern; letters that have a lower case must be in it. */
const nameForm = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u

type Named = Pick<Definition, 'name' | 'description'>

const brokenByNames = ({ name, description = '' }: Named, path: string): Broken[] => [
  ...broken(!nameForm.test(name) || name !== name.toLowerCase(), 'not a command name', path),
  ...within(description, [1, 100], `${path}.description`),
]

const brokenByOptions = (options: readonly Option[], path: string): Broken[] => {
  const names = options.map(({ name }) => name)
  const nested = options.filter(({ type }) => type === subcommand || type === group).length
  const firstOptional = options.findIndex(({ required }) => !required)
  const isLate = options.some(({ required }, at) => required && at > firstOptional)
  return [
    ...twice(names, 'option name twice', path),
    ...broken(firstOptional >= 0 && isLate, 'required option after an optional one', path),
    ...broken(nested > 0 && nested < options.length, 'options beside subcommands', path),
    ...each(options, path, brokenByOption),
  ]
}

const brokenByOption = (option: Option, path: string): Broken[] => {
  const { autocomplete, choices, options } = option
  const isBoth = !!autocomplete && (choices ?? []).length > 0
  return [
    ...brokenByNames(option, path),
    ...brokenByChoices(choices, `${path}.choices`),
    ...broken(isBoth, 'choices beside autocomplete', path),
    ...brokenByOptions(options ?? [], `${path}.options`),
  ]
}

/** Names, descriptions and values together, as Discord adds them up. */
const lengthOf = ({ name, description = '', options }: Definition): number =>
  (options ?? []).reduce(
    (sum, option) => sum + lengthOf(option) + choicesLength(option),
    name.length + description.length,
  )

const choicesLength = ({ choices }: Option): number =>
  (choices ?? []).reduce((sum, { name, value }) => sum + name.length + `${value}`.length, 0)
