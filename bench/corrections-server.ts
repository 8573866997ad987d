/** A process of its own: a Discord with its limits, where a bot's messages stand already. */
import { setTimeout as wait } from 'node:timers/promises'
import { type Discord, startDiscord } from '../tests/support/discord/index.ts'
import { startsWithinMs } from './chat-generator.ts'
import { right, type Standing, slug, wrong } from './corrections-story.ts'
import { runProgram } from './fanout-process.ts'

export type Plan = { messages: number; channels: number; latencyMs: number }

export type Ready = { settings: Record<string, string>; workspace: string; standing: Standing[] }

/** A request as it came: what it was for, and the delivery that it says it is. */
export type Request = {
  at: number
  kind: 'edit' | 'post' | 'other'
  /** Of an edit the message, of a post the channel. */
  target: string
  key?: string
  isAccepted: boolean
  isTooMany: boolean
}

/** When somebody pressed "Publish", in milliseconds since 1970. */
export type Published = { at: number }

runProgram<Plan, Ready, Request[]>(async ({ messages, channels, latencyMs }) => {
  const discord = await startDiscord({ validate: false, within: startsWithinMs })
  const guild = discord.world.guild('Desk')
  const rooms = Array.from({ length: channels }, (_, at) =>
    discord.world.channel(guild, `room-${at}`),
  )
  // Day by day one in each channel, as digests come.
  const ids = Array.from({ length: messages }, (_, at) => rooms[at % channels]!.id)
  const standing = await planted(discord, ids)
  discord.requests.length = 0
  discord.accepted.length = 0
  limit(discord)
  discord.trouble(({ path }) => (/\/messages/.test(path) ? { delay: latencyMs } : undefined))
  const ada = discord.person({ name: 'Ada', permissions: ['ManageGuild'] })
  return {
    ready: {
      settings: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api },
      workspace: guild.id,
      standing,
    },
    tell: () => requestsTo(discord),
    async act(): Promise<Published> {
      const told = { briefing: slug, was: wrong, is: right, why: 'Example Gazette says four.' }
      const { messages: shown } = await ada.ask(rooms[0]!, 'briefing correct', told)
      const draft = shown.at(-1)
      if (!draft) throw new Error('no draft came')
      const at = Date.now()
      await (await ada.press(draft, 'Publish')).settled
      return { at }
    },
    stop: () => discord.stop(),
  }
})

const together = 50
const body = JSON.stringify({ content: 'Example Gazette reports that five ships lie there.' })

/** Messages of the bot, one in each of these channels, made before anything is limited. */
const planted = async (discord: Discord, channels: readonly string[]): Promise<Standing[]> => {
  const headers = { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' }
  const made: Standing[] = []
  for (let from = 0; from < channels.length; from += together) {
    const some = channels.slice(from, from + together).map(async (channel) => {
      const url = `${discord.api}/v10/channels/${channel}/messages`
      const answer = await fetch(url, { method: 'POST', headers, body })
      const { id } = (await answer.json()) as { id: string }
      return { channel, message: id }
    })
    made.push(...(await Promise.all(some)))
    await wait(0)
  }
  return made
}

/** Discord's own: https://docs.discord.com/developers/topics/rate-limits */
const limit = ({ limit: set }: Discord): void => {
  set('*', { requests: 50, perSeconds: 1, scope: 'global' })
  set('POST channels/:channel/messages', { requests: 5, perSeconds: 5 })
  set('PATCH channels/:channel/messages/:message', { requests: 5, perSeconds: 5 })
}

const requestsTo = ({ requests }: Discord): Request[] =>
  requests.map(({ method, path, at, status = 0, body: sent }): Request => {
    const [, channel = '', , message = ''] = path.split('/')
    const kind = kindOf(`${method} ${path}`)
    const { nonce } = (sent ?? {}) as { nonce?: string }
    return {
      ...{ at, kind, target: kind === 'edit' ? message : channel },
      isAccepted: status >= 200 && status < 300,
      isTooMany: status === 429,
      ...(nonce !== undefined && { key: nonce }),
    }
  })

const kindOf = (line: string): Request['kind'] => {
  if (/^PATCH channels\/\d+\/messages\/\d+$/.test(line)) return 'edit'
  return /^POST channels\/\d+\/messages$/.test(line) ? 'post' : 'other'
}
