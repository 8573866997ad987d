/** A process of its own: a Discord on which messages of the bot stand already, and then its limits. */
import { type Discord, startDiscord } from '../tests/support/discord/index.ts'
import { startsWithinMs } from './chat-generator.ts'
import { runProgram } from './fanout-process.ts'

export type Plan = { channels: number; perChannel: number }
export type Room = { workspace: string; channel: string; messages: string[] }
export type Ready = { settings: Record<string, string>; rooms: Room[] }
/** One request as Discord saw it; `key` is the nonce of a post, and the message of an edit. */
export type Sent = {
  at: number
  kind: 'edit' | 'post' | 'other'
  target: string
  key: string
  isAccepted: boolean
  isTooMany: boolean
}

const servers = 20

runProgram<Plan, Ready, Sent[]>(async (plan) => {
  const discord = await startDiscord({ validate: false, within: startsWithinMs })
  const settings = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api }
  const rooms = await populate(discord, plan)
  discord.requests.splice(0)
  limit(discord)
  return {
    ready: { settings, rooms },
    tell: () => discord.requests.map(sentOf),
    stop: () => discord.stop(),
  }
})

const populate = async (discord: Discord, { channels, perChannel }: Plan): Promise<Room[]> => {
  const { world } = discord
  const guilds = Array.from({ length: servers }, (_, at) => world.guild(`Desk ${at}`))
  const rooms: Room[] = []
  for (let at = 0; at < channels; at += 1) {
    const guild = guilds[at % servers]!
    const { id } = world.channel(guild, `room-${at}`)
    const messages = await Promise.all(
      Array.from({ length: perChannel }, () => posted(discord, id)),
    )
    rooms.push({ workspace: guild.id, channel: id, messages })
  }
  return rooms
}

const posted = async ({ api, token }: Discord, channel: string): Promise<string> => {
  const answered = await fetch(`${api}/v10/channels/${channel}/messages`, {
    method: 'POST',
    headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ content: 'As it was first posted.' }),
  })
  return ((await answered.json()) as { id: string }).id
}

/** Discord's own: https://docs.discord.com/developers/topics/rate-limits */
const limit = ({ limit: set }: Discord): void => {
  set('*', { requests: 50, perSeconds: 1, scope: 'global' })
  set('POST channels/:channel/messages', { requests: 5, perSeconds: 5 })
  set('PATCH channels/:channel/messages/:message', { requests: 5, perSeconds: 5 })
}

const sentOf = ({ method, path, at, status = 0, body }: Discord['requests'][number]): Sent => {
  const [place, target = '', messages, message = ''] = path.split('/')
  const isMessage = place === 'channels' && messages === 'messages'
  const { nonce = '' } = (body ?? {}) as { nonce?: string }
  const kind =
    isMessage && method === 'PATCH' ? 'edit' : isMessage && method === 'POST' ? 'post' : 'other'
  return {
    ...{ at, kind, target, key: kind === 'edit' ? message : nonce },
    isAccepted: status >= 200 && status < 300,
    isTooMany: status === 429,
  }
}
