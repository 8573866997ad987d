import { type Command, defineCommand } from '#core/command'
import { UserError } from '#core/errors'
import { nearest } from '#core/near'
import { option, shortened } from '#core/options'
import { aside, type Block, code, heading, list, paragraph, type Reply } from '#core/reply'
import { saying } from '#core/show'
import { usage } from '#core/usage'

/** How to ask, and every command; or one command with its options and examples. */
export const help = defineCommand({
  name: 'help',
  summary: 'How to ask, and what each command does',
  options: { command: option.optional(option.text('the command to explain')) },
  examples: ['/help search'],
  allow: 'anyone',
  audience: 'asker',
  async run({ options: { command }, commands }) {
    if (command === undefined) return overview(commands)
    const family = commands.filter(({ name }) => name.startsWith(`${nameIn(command)} `))
    return family.length > 0 ? saying(...listed(family)) : explain(find(command, commands))
  },
})

const nameIn = (typed: string): string => typed.replace(/^\//, '').toLowerCase().trim()

const overview = (commands: readonly Command[]): Reply =>
  saying(
    paragraph(
      'Ask in plain words, or use a command. Answers are sentences from the briefings, each with its source; what no briefing says is not answered.',
    ),
    ...listed(commands),
  )

const listed = (commands: readonly Command[]): Block[] => [
  list(commands.map((command) => ({ text: [code(usage(command)), `  ${command.summary}`] }))),
  aside('More on one of them: /help <command>'),
]

const find = (typed: string, commands: readonly Command[]): Command => {
  const name = nameIn(typed)
  const found = commands.find((command) => command.name === name)
  if (found) return found
  const near = nearest(name, commands, (command) => [command.name], 1)[0]
  throw new UserError(
    `No command "${shortened(typed)}".${near ? ` Did you mean /help ${near.name}?` : ''} All of them: /help`,
  )
}

const explain = (command: Command): Reply => {
  const options = Object.entries(command.options)
  const describe = ([name, { summary, required }]: (typeof options)[number]) => ({
    text: [code(name), `  ${summary}${required ? '' : ' (may be left out)'}`],
  })
  const parts: Block[] = [
    paragraph(code(usage(command))),
    paragraph(`${command.summary}.`),
    ...(options.length > 0 ? [list(options.map(describe))] : []),
    heading('Examples'),
    list(command.examples.map((example) => ({ text: [code(example)] }))),
  ]
  return saying(...parts)
}
