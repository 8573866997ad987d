/** A process of its own: a Discord, the people on it, and the clock. Starts the bot that is to answer them. */
import { startDiscord } from '../tests/support/discord/index.ts'
import { type BotWish, startBot } from './discord-bot.ts'
import { watchCores } from './discord-cores.ts'
import { load, type Rate } from './discord-load.ts'
import { populate } from './discord-people.ts'
import { type Step, stepOf } from './discord-step.ts'
import type { Texts } from './discord-texts.ts'

export type Plan = {
  bot: Pick<BotWish, 'name' | 'file' | 'profile'>
  texts: Texts
  /** Asked first, not counted: what is compiled and cached then stays so for weeks. */
  warmUp: Rate
  rates: Rate[]
}

export type Ran = { steps: Step[]; logged: Record<string, number> }

const startsWithinMs = 120_000

const run = async ({ bot: wish, texts, warmUp, rates }: Plan): Promise<Ran> => {
  // Tests check and keep all that is sent; here it would take a third more of cores that the bot needs too.
  const discord = await startDiscord({ keep: 'none', validate: false, within: startsWithinMs })
  const askers = populate(discord)
  const { api, token } = discord
  const bot = startBot({ ...wish, api, token })
  const isThere = () => discord.gateway.isUp && discord.commands().length > 0
  await Promise.race([discord.until(isThere, `${wish.name} to come online`), bot.ended])
  await load(discord, askers, texts, warmUp)
  const steps: Step[] = []
  for (const rate of rates) {
    const first = bot.pulses.length
    const coresSince = watchCores()
    const loaded = await load(discord, askers, texts, rate)
    const pulses = bot.pulses.slice(first)
    steps.push(stepOf(rate, loaded, pulses, coresSince(pulses)))
  }
  await bot.stop()
  await discord.stop()
  return { steps, logged: Object.fromEntries(bot.logged) }
}

process.once('message', async (plan: Plan) => {
  const ran = await run(plan)
  process.send!(ran, () => process.disconnect?.())
})
