import type { Plan, Ran } from './chat-generator.ts'

export type Run = Ran & Pick<Plan, 'by'> & { bot: Plan['bot']['name'] }

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
