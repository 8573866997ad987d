/** A process of its own: a Discord with its limits, servers and channels. */
import { type Discord, startDiscord } from '../tests/support/discord/index.ts'
import { startsWithinMs } from './chat-generator.ts'
import type { Place } from './fanout-digests.ts'
import type { Kind, Sent } from './fanout-figures.ts'
import { runProgram } from './fanout-process.ts'

export type Plan = { channels: number }
export type Ready = { settings: Record<string, string>; places: Place[]; large: string }

const servers = 40
/** The largest server has so many of all channels; the others share the rest. */
const largeShare = 0.6

runProgram<Plan, Ready, Sent[]>(async ({ channels }) => {
  // Tests check all that is sent; here it would take a third more of cores that the bot needs too.
  const discord = await startDiscord({ validate: false, within: startsWithinMs })
  const settings = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api }
  const { places, large } = populate(discord, channels)
  limit(discord)
  return {
    ready: { settings, places, large },
    tell: () => sentTo(discord),
    stop: () => discord.stop(),
  }
})

const populate = ({ world }: Discord, channels: number) => {
  // The first 42 bits of an id say which shard hears of a server.
  const guilds = Array.from({ length: servers }, (_, at) =>
    world.guild(`Desk ${at}`, { id: `${BigInt(1_000 + at) << 22n}` }),
  )
  const [largest] = guilds
  const inLargest = Math.round(channels * largeShare)
  const places = Array.from({ length: channels }, (_, at): Place => {
    const guild = at < inLargest ? largest! : guilds[1 + (at % (servers - 1))]!
    const { id } = world.channel(guild, `room-${at}`)
    return { platform: 'discord', workspace: guild.id, target: id }
  })
  return { places, large: largest!.id }
}

/** Discord's own: https://docs.discord.com/developers/topics/rate-limits */
const limit = ({ limit: set }: Discord): void => {
  set('*', { requests: 50, perSeconds: 1, scope: 'global' })
  set('POST channels/:channel/messages', { requests: 5, perSeconds: 5 })
  set('POST channels/:channel/messages/:message/threads', { requests: 5, perSeconds: 5 })
}

const sentTo = ({ requests, world }: Discord): Sent[] =>
  requests.map(({ method, path, at, status = 0, body }): Sent => {
    const [, id = '', , , threads] = path.split('/')
    const parent = world.channels.get(id)?.parent
    const { nonce } = (body ?? {}) as { nonce?: string }
    return {
      at,
      kind: kindOf(`${method} ${path}`, parent !== undefined, threads),
      target: parent?.id ?? id,
      isAccepted: status >= 200 && status < 300,
      isTooMany: status === 429,
      ...(nonce !== undefined && { key: nonce }),
    }
  })

const kindOf = (line: string, isInThread: boolean, threads: string | undefined): Kind => {
  if (threads === 'threads') return 'thread'
  if (!/^POST channels\/\d+\/messages$/.test(line)) return 'other'
  return isInThread ? 'in thread' : 'message'
}
