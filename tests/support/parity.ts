import { commands } from '#commands'
import { questionId } from '#core/question'
import type { Invoked } from '#core/reply'
import { parseLine } from '#core/usage'
import { writeLine } from '#core/write-line'
import { asReply, running, shippedFolder } from './engine.ts'
import { eventually } from './eventually.ts'
import type { Gist } from './gist/gist.ts'
import { inDiscord } from './gist/on-discord.ts'
import { inSlack } from './gist/on-slack.ts'
import { onTerminal } from './gist/on-terminal.ts'
import { onDiscord } from './on-discord.ts'
import { onSlack } from './on-slack.ts'

/** Asks the same in one place and says what came of it. */
export type Asking = {
  /** As a command, in a channel; as a manager if told. */
  command(line: string, as?: 'manager'): Promise<Gist>
  /** In words, or a line that no client would send as a command, alone with the bot. */
  write(text: string): Promise<Gist>
}

const at = '2026-11-24T09:00:00Z'
const now = () => Temporal.Instant.from(at)
/** The database's clock begins there, too. */
const clockFromThen = () => {
  const offsetMs = Date.parse(at) - Date.now() + 1_000
  return { clockOffsetMs: () => offsetMs }
}
const team = 'Policy desk'
const write = (invoked: Invoked): string => writeLine(invoked, commands)

export const askingAtTerminal = async (): Promise<Asking> => {
  const { ask } = await running({ folder: shippedFolder, now: at })
  const answered = async (line: string) => onTerminal(asReply(await ask(line)), write)
  return { command: answered, write: answered }
}

export const askingOnDiscord = async () => {
  const on = await onDiscord({ now, ...clockFromThen() })
  const { discord, store } = on
  const guild = discord.world.guild(team)
  const channel = discord.world.channel(guild, 'policy')
  const reader = discord.person({ name: 'Ben' })
  const manager = discord.person({ name: 'Ada', permissions: ['ManageGuild'] })
  const writeHere = named(guild.id)
  const asking: Asking = {
    async command(line, as) {
      const { command, options } = parseLine(line, commands)
      const given = Object.entries(options).map(([name, value]): [string, string | number] => [
        name,
        command.options[name]?.kind === 'number' ? Number(value) : value,
      ])
      const who = as ? manager : reader
      const { messages } = await who.ask(channel, command.name, Object.fromEntries(given))
      return inDiscord(messages, writeHere)
    },
    async write(text) {
      const said = await reader.say(reader.dm, text)
      await said.answer
      await eventually(async () => (await store.inbox.open('discord')).length === 0)
      return inDiscord(said.answers, writeHere)
    },
  }
  return { ...on, asking }
}

export const askingOnSlack = async () => {
  const on = await onSlack({ now, ...clockFromThen() })
  const { slack, store, team: here } = on
  const channel = slack.world.channel(here, 'policy')
  const reader = slack.person({ name: 'Ben' })
  const manager = slack.person({ name: 'Ada', isAdmin: true })
  const writeHere = named(here.id)
  const asking: Asking = {
    async command(line, as) {
      const who = as ? manager : reader
      const { messages } = await who.ask(channel, line.replace(/^\//, '/sitrep '))
      return inSlack(messages, writeHere)
    },
    async write(text) {
      const said = await reader.say(reader.dm, text.replace(/^\//, '/sitrep '))
      await said.answer
      await eventually(async () => (await store.inbox.open('slack')).length === 0)
      return inSlack(said.answers, writeHere)
    },
  }
  return { ...on, asking }
}

/** What a press does, with the workspace by its name: its id is the platform's own; those of digests and questions are drawn. */
const named =
  (workspace: string) =>
  ({ command, options }: Invoked): string =>
    write({
      command,
      options: Object.fromEntries(
        Object.entries(options).map(([name, value]) => {
          if (name === 'draft') return [name, 'aaaa']
          if (name === 'digest' || questionId.test(value)) return [name, 'drawn']
          return [name, value === workspace ? team : value]
        }),
      ),
    })
