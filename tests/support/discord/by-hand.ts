import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { Discord, DiscordSettings } from './api/discord.ts'
import { loopback } from './trial.ts'
import type { Channel, Json } from './world/records.ts'

export type Room = { discord: Discord; channel: Channel; messages: string }

/** A server with one channel, and the path of its messages. */
export const room = async (settings: DiscordSettings = {}): Promise<Room> => {
  const discord = await loopback(settings)
  const channel = discord.world.channel(discord.world.guild('Desk'), 'policy')
  return { discord, channel, messages: `channels/${channel.id}/messages` }
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

/** Discord's code of a refusal, else the status. */
export const code = async (discord: Discord, line: string, body?: unknown): Promise<unknown> => {
  const answer = await request(discord, line, body)
  return answer.status < 300 ? answer.status : answer.body.code
}

export type Frame = { op: number; t?: string; s?: number; d: Json }
export type Wire = {
  send(op: number, d: unknown): void
  say(text: string): void
  close(code: number): void
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
    say: (text) => socket.send(text),
    close: (code) => socket.close(code),
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
