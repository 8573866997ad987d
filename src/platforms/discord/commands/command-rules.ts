import type { RESTPostAPIApplicationCommandsJSONBody as DiscordCommand } from 'discord.js'

// https://docs.discord.com/developers/interactions/application-commands
const most = { chat: 100, message: 15, options: 25, choices: 25 }
const longest = { name: 32, description: 100, choice: 100, command: 8_000 }
const naming = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u

type Choice = { name: string; value: string | number }

/** What has a name and perhaps parts of its own: a command, a subcommand, an option. */
type Part = {
  name: string
  description?: string | undefined
  options?: readonly Part[] | undefined
  choices?: readonly Choice[] | undefined
}

/** Why Discord would refuse these commands: a sentence for each fault, which names the command. */
export const refusals = (commands: readonly DiscordCommand[]): string[] => {
  const onMessages = commands.filter(({ type }) => type === 3)
  const chat: Part[] = commands.filter(({ type }) => type !== 3)
  return [
    ...atMost(most.chat, chat.length, 'The slash commands'),
    ...atMost(most.message, onMessages.length, 'The commands on messages'),
    ...twice(onMessages, 'commands on messages'),
    ...onMessages.flatMap(({ name }) => within(longest.name, name, `The label "${name}"`)),
    ...chat.flatMap((command) => [...faultsOf(command, `/${command.name}`), ...tooLarge(command)]),
  ]
}

const faultsOf = (part: Part, path: string): string[] => {
  const { name, description = '', options = [], choices = [] } = part
  return [
    ...misnamed(name, path),
    ...within(longest.description, description, `What describes ${path}`),
    ...atMost(most.options, options.length, `The options of ${path}`),
    ...atMost(most.choices, choices.length, `The choices of ${path}`),
    ...twice(options, `the options of ${path}`),
    ...choices.flatMap((choice) => wrongChoice(choice, path)),
    ...options.flatMap((option) => faultsOf(option, `${path} ${option.name}`)),
  ]
}

const misnamed = (name: string, path: string): string[] =>
  naming.test(name) && name === name.toLowerCase()
    ? []
    : [`${path} must be named in 1 to ${longest.name} lower-case letters, digits, - and _.`]

const wrongChoice = ({ name, value }: Choice, path: string): string[] =>
  [name, `${value}`].flatMap((text) => within(longest.choice, text, `A choice of ${path}`))

const within = (limit: number, { length }: string, what: string): string[] =>
  length > 0 && length <= limit
    ? []
    : [`${what} has ${length} characters; Discord takes 1 to ${limit}.`]

const atMost = (limit: number, count: number, what: string): string[] =>
  count <= limit ? [] : [`${what} are ${count}; Discord takes ${limit}.`]

const twice = (parts: readonly Part[], where: string): string[] =>
  [...Map.groupBy(parts, ({ name }) => name)]
    .filter(([, same]) => same.length > 1)
    .map(([name]) => `"${name}" is there twice among ${where}.`)

const tooLarge = (command: Part): string[] =>
  within(longest.command, textOf(command), `All that /${command.name} says`)

/** Names, descriptions and choices, of the command and of all below it. */
const textOf = ({ name, description = '', options = [], choices = [] }: Part): string =>
  [
    name,
    description,
    ...options.map(textOf),
    ...choices.map((choice) => `${choice.name}${choice.value}`),
  ].join('')
