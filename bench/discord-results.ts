import type { BotName } from './discord-bot.ts'
import type { Ran } from './discord-generator.ts'

export type Run = Ran & { bot: BotName }

export type Results = {
  at: string
  node: string
  cores: number
  /** Briefings in the store. */
  size: number
  /** What the whole took, its store included. */
  seconds: number
  runs: Run[]
}
