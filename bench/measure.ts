import { performance } from 'node:perf_hooks'

/** One thing to measure; `run` may give its own milliseconds, where another process took them. */
export type Case = { name: string; run(): unknown | Promise<unknown> }

/** Milliseconds. */
export type Figures = { p50: number; p95: number; count: number }

const rounded = (value: number): number => Number(value.toPrecision(3))

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

export const median = (samples: readonly number[]): number =>
  percentile(
    [...samples].sort((a, b) => a - b),
    0.5,
  )

export const figuresOf = (samples: readonly number[]): Figures => {
  const sorted = [...samples].sort((a, b) => a - b)
  return {
    p50: rounded(percentile(sorted, 0.5)),
    p95: rounded(percentile(sorted, 0.95)),
    count: sorted.length,
  }
}

export const timed = async (run: Case['run']): Promise<number> => {
  const began = performance.now()
  const given = await run()
  return typeof given === 'number' ? given : performance.now() - began
}

/**
 * Every case once a round, each round beginning with another one: what the machine does beside us, and
 * what one case leaves in the caches, then meets all of them alike. The first round does not count.
 */
export const interleaved = async (
  cases: readonly Case[],
  rounds: number,
): Promise<Map<string, number[]>> => {
  const samples = new Map<string, number[]>(cases.map(({ name }) => [name, []]))
  for (let round = -1; round < rounds; round += 1) {
    const from = (round + 1) % cases.length
    for (const { name, run } of [...cases.slice(from), ...cases.slice(0, from)]) {
      const ms = await timed(run)
      if (round >= 0) samples.get(name)?.push(ms)
    }
  }
  return samples
}

export const ratio = (ours: number, theirs: number): number => rounded(ours / theirs)

/** `longest` milliseconds without a turn of the event loop, `cpu` of them spent by this thread. */
export type Block = { longest: number; cpu: number }

/**
 * Runs something while turning the event loop as fast as it will go. On a busy machine a gap may only
 * mean that another process had the core, so the gap with the most work of our own counts.
 */
export const longestBlock = async (run: () => Promise<unknown>): Promise<Block> => {
  const cpuNow = () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1_000
  }
  let block: Block = { longest: 0, cpu: 0 }
  let at = performance.now()
  let cpu = cpuNow()
  let isRunning = true
  const turn = (): void => {
    const nowAt = performance.now()
    const nowCpu = cpuNow()
    if (nowCpu - cpu > block.cpu)
      block = { longest: rounded(nowAt - at), cpu: rounded(nowCpu - cpu) }
    at = nowAt
    cpu = nowCpu
    if (isRunning) setImmediate(turn)
  }
  setImmediate(turn)
  try {
    await run()
    await new Promise(setImmediate)
  } finally {
    isRunning = false
  }
  return block
}

export const megabytes = (bytes: number): number => Math.round(bytes / 1e6)
