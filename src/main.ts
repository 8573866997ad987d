import { parseArgs } from 'node:util'
import { openApp } from './app.ts'
import { clearanceOf } from './clearance.ts'
import { readConfig } from './config.ts'
import { createLog } from './log.ts'
import { runProgram } from './program.ts'
import { serve } from './serve.ts'
import { runTerminal } from './terminal.ts'

await runProgram(async () => {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { clearance: { type: 'string' } },
  })
  const config = readConfig()
  const isServed = config.discord !== undefined || config.slack !== undefined
  // At a terminal, log lines would stand between the answers.
  const level = config.logLevel ?? (isServed ? 'info' : 'warn')
  const log = createLog({ level, secrets: config.secrets })
  // What an SDK leaves unhandled must not end the service for everybody.
  if (isServed)
    process.on('unhandledRejection', (error) => log.error({ err: error }, 'left unhandled'))
  const app = await openApp(config, log)
  const ended = new AbortController()
  const stop = async () => {
    ended.abort()
    await app.stop(true)
    process.exit(0)
  }
  process.once('SIGTERM', stop).once('SIGINT', stop)
  try {
    if (isServed) await serve(app, config, log, ended.signal)
    else await runTerminal(app, config, log, clearanceOf(values.clearance))
  } finally {
    await app.stop()
  }
  return 0
})
