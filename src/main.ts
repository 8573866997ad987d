import { parseArgs } from 'node:util'
import { openApp } from './app.ts'
import { clearanceOf } from './clearance.ts'
import { readConfig } from './config.ts'
import { createLog } from './log.ts'
import { runProgram } from './program.ts'
import { runTerminal } from './terminal.ts'

await runProgram(async () => {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { clearance: { type: 'string' } },
  })
  const config = readConfig()
  // At a terminal, log lines would stand between the answers.
  const log = createLog({ level: config.logLevel ?? 'warn', secrets: config.secrets })
  const app = await openApp(config, log)
  const stop = async () => {
    await app.stop()
    process.exit(0)
  }
  process.once('SIGTERM', stop).once('SIGINT', stop)
  try {
    await runTerminal(app, config, clearanceOf(values.clearance))
  } finally {
    await app.stop()
  }
  return 0
})
