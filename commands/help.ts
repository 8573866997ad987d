import { type Command, defineCommand } from '#core/command'
import { UserError } from '#core/errors'
import { nearest } from '#core/near'
import { option } from '#core/options'
import {
  aside,
  type Block,
  code,
  heading,
  type Item,
  list,
  paragraph,
  type Reply,
  typed,
} from '#core/reply'
import { saying } from '#core/show'
import { usage } from '#core/usage'
import { joinAnd, shortened } from '#core/words'

/** How to ask, and every command; or one command with its options and examples. */
export const help = defineCommand({
  name: 'help',
  summary: 'How to ask, and what each command does',
  options: { command: option.optional(option.text('the command to explain')) },
  examples: ['/help search'],
  allow: 'anyone',
  audience: 'asker',
  async run({ options: { command }, commands, hints }) {
    if (command === undefined) return overview(commands, hints)
    const family = commands.filter(({ name }) => name.startsWith(`${nameIn(command)} `))
    return family.length > 0 ? saying(...listed(family)) : explain(find(command, commands))
  },
})

const nameIn = (asked: string): string => asked.replace(/^\//, '').toLowerCase().trim()

const overview = (commands: readonly Command[], hints: readonly string[] = []): Reply =>
  saying(
    paragraph(
      'Ask in plain words, or use a command. Answers are sentences from the briefings, each with its source; what no briefing says is not answered.',
    ),
    ...listed(commands.filter(isShown(commands)), families(commands)),
    ...hints.map((hint) => aside(hint)),
  )

/** A family of more commands takes one line among all, which on a phone is what one reads. */
const mostShown = 3

const familyOf = ({ name }: Command): string => name.split(' ')[0] ?? ''

const large = (commands: readonly Command[]): Map<string, Command[]> =>
  new Map([...Map.groupBy(commands, familyOf)].filter(([, family]) => family.length > mostShown))

const isShown =
  (commands: readonly Command[]) =>
  (command: Command): boolean =>
    !large(commands).has(familyOf(command))

const families = (commands: readonly Command[]): Item[] =>
  [...large(commands)].map(([family, all]) => {
    const names = all.map(({ name }) => name.slice(family.length + 1))
    const isForEditors = all.every(({ allow }) => allow !== 'anyone' && allow !== 'manager here')
    const whom = isForEditors ? 'for editors: ' : ''
    return { text: [typed(`/help ${family}`), `  ${whom}${joinAnd(names)}`] }
  })

const listed = (commands: readonly Command[], more: Item[] = []): Block[] => [
  list([
    ...commands.map((command) => ({ text: [typed(usage(command)), `  ${command.summary}`] })),
    ...more,
  ]),
  aside('More on one of them: ', typed('/help <command>')),
]

const find = (asked: string, commands: readonly Command[]): Command => {
  const name = nameIn(asked)
  const found = commands.find((command) => command.name === name)
  if (found) return found
  const near = nearest(name, commands, (command) => [command.name], 1)[0]
  const guess = near ? [' Did you mean ', typed(`/help ${near.name}`), '?'] : []
  throw new UserError(
    `No command "${shortened(asked)}".`,
    ...guess,
    ' All of them: ',
    typed('/help'),
  )
}

const explain = (command: Command): Reply => {
  const options = Object.entries(command.options)
  const describe = ([name, { summary, required }]: (typeof options)[number]) => ({
    text: [code(name), `  ${summary}${required ? '' : ' (may be left out)'}`],
  })
  const parts: Block[] = [
    paragraph(typed(usage(command))),
    paragraph(`${command.summary}.`),
    ...(options.length > 0 ? [list(options.map(describe))] : []),
    heading('Examples'),
    list(command.examples.map((example) => ({ text: [typed(example)] }))),
  ]
  return saying(...parts)
}
