import type {
  RESTPostAPIApplicationCommandsJSONBody as DiscordCommand,
  APIApplicationCommandBasicOption as DiscordOption,
  APIApplicationCommandSubcommandOption as Subcommand,
} from 'discord.js'
import type { Command, Option } from '#core/command'
import { joinOr } from '#core/words'
import { refusals } from './command-rules.ts'

export type { DiscordCommand }

export const commandType = { chat: 1, message: 3 } as const
export const optionType = { subcommand: 1, text: 3, integer: 4 } as const

/**
 * In a server and alone with the bot; not where only a person, and no server, has let it in. Discord knows
 * nothing of roles that Sitrep gives, so all is offered to all, and whoever may not is told who can.
 */
const forAll = {
  contexts: [0, 1],
  integration_types: [0],
  default_member_permissions: null,
} satisfies Partial<DiscordCommand>

/** What the core reads of a text; Discord would take 6,000. */
const longestText = 2_000

/**
 * The application commands of a set of definitions, as Discord's bulk overwrite takes them: slash
 * commands in the order of the definitions, then what is offered on a message. Throws an error that
 * names every command which Discord would refuse.
 */
export const discordCommands = (commands: readonly Command[]): DiscordCommand[] => {
  const families = Map.groupBy(commands, ({ name }) => name.split(' ')[0]!)
  const made = [
    ...[...families].map(([name, family]) => chatCommand(name, family)),
    ...commands.flatMap(messageCommand),
  ]
  const faults = refusals(made)
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return made
}

const chatCommand = (name: string, family: readonly Command[]): DiscordCommand => {
  const place = family.findIndex((command) => command.name === name)
  const bare = family[place]
  const other = family.find((_, at) => at !== place)
  if (bare && other)
    throw new Error(
      `On Discord /${bare.name} and /${other.name} cannot both be commands: rename one of them.`,
    )
  return {
    type: commandType.chat,
    name,
    ...(bare ? alone(bare) : familyOf(name, family)),
    ...forAll,
  }
}

// People see the subcommands, each with its summary; this stands in a server's settings only.
const familyOf = (name: string, family: readonly Command[]) => {
  const options = family.map((command) => subcommand(command, name))
  const all = options.map((one) => one.name)
  const [first, second] = all
  const said = `${name}: ${joinOr(all)}`
  const short = `${name}: ${first}, ${second} and ${all.length - 2} more`
  return { description: said.length > longestDescription ? short : said, options }
}

const longestDescription = 100

const alone = (command: Command) => ({
  description: command.summary,
  options: optionsOf(command),
})

const subcommand = (command: Command, family: string): Subcommand => ({
  type: optionType.subcommand,
  name: command.name.slice(family.length + 1),
  description: command.summary,
  options: optionsOf(command),
})

const messageCommand = (command: Command): DiscordCommand[] =>
  command.onMessage
    ? [
        {
          type: commandType.message,
          name: command.onMessage.label,
          ...forAll,
        },
      ]
    : []

/** Discord wants those that are required first. */
const optionsOf = ({ options }: Command): DiscordOption[] =>
  Object.entries(options)
    .sort(([, a], [, b]) => Number(b.required) - Number(a.required))
    .map(discordOption)

const discordOption = ([name, option]: [string, Option]): DiscordOption => {
  const { kind, summary, required, choices, suggest } = option
  const said = { name, description: summary, required }
  const asked = suggest && { autocomplete: true as const }
  if (kind === 'number') return { type: optionType.integer, ...said, min_value: 1, ...asked }
  const type = optionType.text
  if (choices) return { type, ...said, choices: choices.map((value) => ({ name: value, value })) }
  return { type, ...said, ...(kind === 'text' && { max_length: longestText }), ...asked }
}
