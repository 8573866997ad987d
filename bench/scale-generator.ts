/** A process of its own: a Discord, the people on it, and so many replicas that are to answer them. */
import { startDiscord } from '../tests/support/discord/index.ts'
import { startBot } from './chat-bot.ts'
import { startsWithinMs } from './chat-generator.ts'
import { load, type Rate } from './chat-load.ts'
import { fateOf } from './chat-step.ts'
import type { Texts } from './chat-texts.ts'
import { askOn } from './discord-ask.ts'
import { populate } from './discord-people.ts'
import type { Commands } from './scale-commands.ts'

export type Plan = {
  replicas: number
  shards: number
  /** A file that a folder to run in is made beside. */
  file: string
  settings: Record<string, string>
  texts: Texts
  warmUp: Rate
  rate: Rate
}

process.once('message', async ({ replicas, shards, texts, warmUp, rate, ...wish }: Plan) => {
  const discord = await startDiscord({ keep: 'none', validate: false, within: startsWithinMs })
  const askers = populate(discord)
  const settings = {
    ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api },
    ...{ DISCORD_SHARDS: `${shards}`, ...wish.settings },
  }
  const bots = Array.from({ length: replicas }, () =>
    startBot({
      ...{ name: 'sitrep', file: wish.file, settings },
      plain: new URL('./discord-plain.ts', import.meta.url),
    }),
  )
  const { identified } = discord.gateway
  const isThere = () =>
    new Set(identified.map(({ shard: [shard] }) => shard)).size === shards &&
    discord.gateway.isUp &&
    discord.commands().length > 0
  const there = discord.until(isThere, `${shards} shards to be heard by`)
  await Promise.race([there, ...bots.map(({ ended }) => ended)])
  const ask = askOn(discord, askers)
  await load(ask, texts, warmUp)
  const began = performance.now()
  const loaded = await load(ask, texts, rate)
  const seconds = (performance.now() - began) / 1_000
  const { answered, refused, failed, open, ack, whole } = fateOf(loaded.samples)
  await Promise.all(bots.map((bot) => bot.stop()))
  await discord.stop()
  const told: Commands = {
    ...{ replicas, shards, asked: rate.perSecond, answered, refused, failed: failed + open },
    perSecond: Number((answered / seconds).toFixed(1)),
    ...{ ack: ack.p95, whole: whole.p95 },
  }
  process.send!(told, () => process.disconnect?.())
})
