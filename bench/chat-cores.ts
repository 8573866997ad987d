import { cpus } from 'node:os'
import type { Pulse } from './chat-probe.ts'

/** Cores at work on average: for the bot, for this process, and for what else the machine had to do. */
export type Cores = { bot: number; generator: number; others: number }

/** Begins to count; what it returns gives the average since. */
export const watchCores = (): ((pulses: readonly Pulse[]) => Cores) => {
  const began = performance.now()
  const own = process.cpuUsage()
  const all = busyMs()
  return (pulses) => {
    const ms = performance.now() - began
    const { user, system } = process.cpuUsage(own)
    const generator = (user + system) / 1_000 / ms
    const bot = sum(pulses.map(({ cpu }) => cpu)) / sum(pulses.map((pulse) => pulse.ms))
    const others = Math.max(0, (busyMs() - all) / ms - generator - bot)
    return { bot: rounded(bot), generator: rounded(generator), others: rounded(others) }
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

const busyMs = (): number =>
  sum(cpus().map(({ times: { user, nice, sys, irq } }) => user + nice + sys + irq))

const rounded = (cores: number): number => Number(cores.toFixed(2))
