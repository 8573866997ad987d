import { Client, GatewayIntentBits, Partials } from 'discord.js'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
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

export type Spoken = { status: number; body: Json; headers: Headers }

/** One request as any program would send it: `POST channels/1/messages`. */
export const request = async (
  { api, token }: Pick<Discord, 'api' | 'token'>,
  line: string,
  body?: unknown,
): Promise<Spoken> => {
  const [method = 'GET', path] = line.split(' ')
  const answer = await fetch(`${api}/v10/${path}`, {
    method,
    headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type') === 'application/json'
  return {
    status: answer.status,
    body: isJson ? JSON.parse(text) : { text },
    headers: answer.headers,
  }
}

export type Frame = { op: number; t?: string; s?: number; d: Json }
export type Wire = {
  send(op: number, d: unknown): void
  /** The next frame that has not been taken yet. */
  next(): Promise<Frame>
  opened: Promise<void>
  closed: Promise<number>
}

/** A gateway connection without any library. */
export const wire = ({ api }: Pick<Discord, 'api'>): Wire => {
  const socket = new WebSocket(api.replace('http', 'ws').replace('/api', '/gateway'))
  onTestFinished(() => socket.terminate())
  const frames: Frame[] = []
  const takers: ((frame: Frame) => void)[] = []
  socket.on('message', (raw) => {
    const frame = JSON.parse(`${raw}`) as Frame
    const taker = takers.shift()
    if (taker) taker(frame)
    else frames.push(frame)
  })
  return {
    send: (op, d) => socket.send(JSON.stringify({ op, d })),
    next: () => {
      const frame = frames.shift()
      return frame ? Promise.resolve(frame) : new Promise((settle) => takers.push(settle))
    },
    opened: new Promise((settle) => socket.on('open', settle)),
    closed: new Promise((settle) => {
      socket.on('error', () => settle(0))
      socket.on('close', settle)
    }),
  }
}
