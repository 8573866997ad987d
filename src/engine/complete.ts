import type { Command, OptionContext } from '#core/command'

/** Whole lines that a half-typed one could become: commands first, then what its option suggests. */
export const completions = async (
  line: string,
  commands: readonly Command[],
  context: OptionContext,
): Promise<string[]> => {
  if (!line.startsWith('/')) return []
  const typed = line.toLowerCase()
  const command = commands.find(({ name }) => typed.startsWith(`/${name} `))
  if (!command)
    return commands
      .filter(({ name }) => `/${name}`.startsWith(typed))
      .map(({ name }) => `/${name} `)
  const rest = line.slice(command.name.length + 2)
  const [, before = '', key, begun = ''] = rest.match(/^(.*?)(?:([a-z]+)[:=])?("?[^":=]*)$/i) ?? []
  const name = key ?? Object.keys(command.options)[0]
  const option = name === undefined ? undefined : command.options[name]
  if (!option?.suggest) return []
  const choices = await option.suggest(begun.replaceAll('"', ''), context)
  const head = `/${command.name} ${before}${key ? `${key}:` : ''}`
  return choices.map(({ value }) => head + (key && value.includes(' ') ? `"${value}"` : value))
}
