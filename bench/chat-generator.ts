import { type Bot, type BotName, startBot } from './chat-bot.ts'
import { watchCores } from './chat-cores.ts'
import { type Ask, load, type Rate } from './chat-load.ts'
import { type Step, stepOf } from './chat-step.ts'
import type { Texts } from './chat-texts.ts'

export type Plan = {
  bot: { name: BotName; file: string; profile?: string }
  /** How the platform reaches it, where there are several ways. */
  by?: 'Socket Mode' | 'HTTP'
  texts: Texts
  /** Asked first, not counted: what is compiled and cached then stays so for weeks. */
  warmUp: Rate
  rates: Rate[]
}

export type Ran = { steps: Step[]; logged: Record<string, number> }

/** A platform of one's own with people on it. */
export type Platform = {
  /** With these, as environment variables, a bot finds it. */
  settings: Readonly<Record<string, string>>
  /** The plain bot's program there. */
  plain: URL
  /** Resolves when the bot is there, with the way to ask it. */
  online(name: BotName): Promise<Ask>
  /** Has the bot replace one of its connections. */
  replace?(): void
  stop(): Promise<void>
}

/** How long a bot may take to come online, in milliseconds. */
export const startsWithinMs = 120_000

/** Runs in this process, and nothing else does, the plan that its parent sends. */
export const generate = (open: (plan: Plan) => Promise<Platform>): void => {
  process.once('message', async (plan: Plan) => {
    const ran = await run(plan, await open(plan))
    process.send!(ran, () => process.disconnect?.())
  })
}

const run = async (plan: Plan, platform: Platform): Promise<Ran> => {
  const { bot: wish, texts, warmUp, rates } = plan
  const bot = startBot({ ...wish, settings: platform.settings, plain: platform.plain })
  const ask = await Promise.race([platform.online(wish.name), bot.ended])
  await load(ask, texts, warmUp)
  const steps: Step[] = []
  for (const rate of rates) steps.push(await measured(platform, bot, ask, texts, rate))
  await bot.stop()
  await platform.stop()
  return { steps, logged: Object.fromEntries(bot.logged) }
}

const measured = async (
  platform: Platform,
  bot: Bot,
  ask: Ask,
  texts: Texts,
  rate: Rate,
): Promise<Step> => {
  const first = bot.pulses.length
  const coresSince = watchCores()
  const { replacedEvery: seconds } = rate
  const replacing = seconds && setInterval(() => platform.replace?.(), seconds * 1_000)
  const loaded = await load(ask, texts, rate)
  clearInterval(replacing)
  const pulses = bot.pulses.slice(first)
  return stepOf(rate, loaded, pulses, coresSince(pulses))
}
