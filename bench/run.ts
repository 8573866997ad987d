import { runAnswersBenchmark } from './answers.ts'
import { runCorrectionsBenchmark } from './corrections.ts'
import { runDiscordBenchmark } from './discord.ts'
import { runFanoutBenchmark } from './fanout.ts'
import { runScaleBenchmark } from './scale.ts'
import { runSlackBenchmark } from './slack.ts'
import { runStoreBenchmark } from './store.ts'

const benchmarks: Record<string, (args: string[]) => Promise<void>> = {
  store: runStoreBenchmark,
  discord: runDiscordBenchmark,
  slack: runSlackBenchmark,
  fanout: runFanoutBenchmark,
  answers: runAnswersBenchmark,
  corrections: runCorrectionsBenchmark,
  scale: runScaleBenchmark,
}

const [name = '', ...args] = process.argv.slice(3)
const chosen = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined
if (chosen) await chosen(args)
else {
  console.error(`Usage: npm run bench -- <name>. Benchmarks: ${Object.keys(benchmarks).join(', ')}`)
  process.exitCode = 1
}
