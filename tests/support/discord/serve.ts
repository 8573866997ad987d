import { createInterface } from 'node:readline'
import type { Channel, Discord, Interaction, Message, Person } from './index.ts'
import { startDiscord, textOf } from './index.ts'

/**
 * A Discord to try the bot on by hand: `node tests/support/discord/serve.ts [port]`. Type
 * `/brief subject:nato`, `press Source`, `look` at the channel, `@ a mention in the channel`, or anything else as a direct
 * message; what would be shown is printed.
 */

type Desk = { discord: Discord; ada: Person; policy: Channel; last?: Message }

const open = async (port: number): Promise<Desk> => {
  const discord = await startDiscord({ port, within: 30_000 })
  const guild = discord.world.guild('Desk')
  const policy = discord.world.channel(guild, 'policy')
  return { discord, policy, ada: discord.person({ permissions: ['ManageGuild'] }) }
}

const act = async (desk: Desk, line: string): Promise<void> => {
  const { ada, discord, policy, last } = desk
  if (line.startsWith('/')) return answered(desk, run(ada, policy, line))
  if (line.startsWith('press ') && last) return answered(desk, ada.press(last, line.slice(6)))
  if (line === 'look') return show(desk, standingIn(desk))
  const isMention = line.startsWith('@ ')
  const text = isMention ? line.replace('@', discord.mention) : line
  show(desk, [await (await ada.say(isMention ? policy : ada.dm, text)).answer])
}

/** What stands in the channel and its threads. */
const standingIn = ({ discord, policy }: Desk): Message[] =>
  [...discord.world.channels.values()]
    .filter((channel) => channel === policy || channel.parent === policy)
    .flatMap((channel) => discord.messages(channel))

const optionForm = /([\w-]+):("[^"]*"|\S+)/g

/** `/digest create topics:"nato, us" hour:8` */
const run = (ada: Person, channel: Channel, line: string): Promise<Interaction> => {
  const options = [...line.matchAll(optionForm)].map(([, name = '', value = '']) => {
    const plain = value.replaceAll('"', '')
    return [name, /^\d+$/.test(plain) ? Number(plain) : plain]
  })
  const name = line.replace(optionForm, '').trim()
  return ada.command(channel, name, Object.fromEntries(options))
}

const answered = async (desk: Desk, sent: Promise<Interaction>): Promise<void> => {
  const { messages, modal, ack } = await (await sent).settled
  console.log(`acknowledged after ${Math.round(ack?.after ?? 0)} ms`)
  if (modal) console.log(modal)
  show(desk, messages)
}

const show = (desk: Desk, messages: readonly Message[]): void => {
  for (const message of messages) console.log(`${textOf(message)}\n`)
  const last = messages.at(-1)
  if (last) desk.last = last
  for (const { rule, path } of desk.discord.violations.splice(0))
    console.log(`broken: ${rule} at ${path}`)
}

const desk = await open(Number(process.argv[2] ?? 0))
console.log(`DISCORD_API_URL=${desk.discord.api} DISCORD_TOKEN=${desk.discord.token}`)
for await (const line of createInterface({ input: process.stdin }))
  if (line.trim() !== '')
    await act(desk, line.trim()).catch((fault: Error) => console.log(fault.message))
await desk.discord.stop()
