import { Client, GatewayIntentBits, Partials } from 'discord.js'
import { onTestFinished } from 'vitest'
import type { Discord, DiscordSettings } from './api/discord.ts'
import { startDiscord } from './server.ts'
import type { Channel, Json } from './world/records.ts'

/** A Discord that stops when the test ends. */
export const loopback = async (settings: DiscordSettings = {}): Promise<Discord> => {
  const discord = await startDiscord(settings)
  onTestFinished(() => discord.stop())
  return discord
}

/** The real client, logged in and ready; it leaves when the test ends. */
export const loggedIn = async (discord: Discord): Promise<Client<true>> => {
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
    ],
    partials: [Partials.Channel],
    shards: 'auto',
    rest: { api: discord.api, version: '10', retries: 0, timeout: 2_000 },
    allowedMentions: { parse: [], repliedUser: false },
  })
  onTestFinished(() => client.destroy())
  const ready = new Promise<Client<true>>((settle) => client.once('clientReady', settle))
  await client.login(discord.token)
  return ready
}

const subject = { type: 3, name: 'subject', description: 'Which' }
const person = { type: 6, name: 'for', description: 'Whom' }
const hour = { type: 4, name: 'hour', description: 'When', max_value: 23 }

/** Commands of every kind that the driver knows. */
export const commands: Json[] = [
  {
    name: 'brief',
    description: 'Read a briefing',
    options: [{ ...subject, required: true, autocomplete: true }],
  },
  {
    name: 'digest',
    description: 'Standing orders',
    options: [{ type: 1, name: 'create', description: 'Make one', options: [person, hour] }],
  },
  { name: 'tlp', description: 'The limit', default_member_permissions: '32', contexts: [0] },
  { name: 'Ask about this', type: 3 },
]

export type Desk = { discord: Discord; policy: Channel; client: Client<true> }

/** A server with one channel, and the real client with its commands registered. */
export const desk = async (settings: DiscordSettings = {}): Promise<Desk> => {
  const discord = await loopback(settings)
  const policy = discord.world.channel(discord.world.guild('Desk'), 'policy')
  const client = await loggedIn(discord)
  await client.rest.put(`/applications/${discord.bot.id}/commands`, { body: commands })
  return { discord, policy, client }
}
