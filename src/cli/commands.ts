import { commands } from '#commands'
import { OperatorError } from '#core/errors'
import { discordCommands } from '#platforms/discord/commands/commands'
import type { Operation } from './operation.ts'

export const operation: Operation = {
  name: 'commands',
  usage: 'commands discord',
  summary: 'Prints the commands as they are registered with Discord',
  help: 'As JSON, made from the definitions in commands/. Nothing is sent: "npm start" registers them itself, and only what has changed.',
  flags: {},
  async run({ words: [platform], print }) {
    if (platform !== 'discord')
      throw new OperatorError(
        `${platform === undefined ? 'Which platform?' : `No commands are registered with "${platform}".`} Usage: sitrep commands discord`,
      )
    print(JSON.stringify(discordCommands(commands), null, 2))
    return 0
  },
}
