import { parseArgs } from 'node:util'
import { OperatorError } from '#core/errors'
import { nearest } from '#core/near'
import { readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { runProgram } from '../program.ts'
import { ask } from './ask.ts'
import { backup } from './backup.ts'
import { check } from './check.ts'
import { doctor } from './doctor.ts'
import { exportOperation } from './export.ts'
import { help } from './help.ts'
import { importOperation } from './import.ts'
import type { Operation } from './operation.ts'
import { search } from './search.ts'

const operations: readonly Operation[] = [
  check,
  importOperation,
  exportOperation,
  ask,
  search,
  backup,
  doctor,
  help,
]

const find = (name: string): Operation => {
  const found = operations.find((operation) => operation.name === name)
  if (found) return found
  const near = nearest(name, operations, (operation) => [operation.name], 1)[0]
  throw new OperatorError(
    `There is no "sitrep ${name}".${near ? ` Did you mean "sitrep ${near.name}"?` : ''} All commands: sitrep help`,
  )
}

const parse = (operation: Operation, args: string[]) => {
  try {
    const options = { ...operation.flags, help: { type: 'boolean', short: 'h' } } as const
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    const what = (error as Error).message.split('. ')[0]
    throw new OperatorError(`${what}. Usage: sitrep ${operation.usage}`)
  }
}

await runProgram(async () => {
  const [name = 'help', ...args] = process.argv.slice(3)
  const operation = find(name === '--help' || name === '-h' ? 'help' : name)
  const { values, positionals } = parse(operation, args)
  const print = (text: string) => void process.stdout.write(`${text}\n`)
  // A reader that has seen enough (`| head -1`) is no fault.
  process.stdout.on('error', () => process.exit(0))
  if (values.help) {
    print(`sitrep ${operation.usage}\n\n${operation.summary}. ${operation.help}`)
    return 0
  }
  const config = readConfig()
  const log = createLog({ level: config.logLevel ?? 'error', secrets: config.secrets })
  const flags = values as Record<string, string | boolean | undefined>
  return operation.run({ words: positionals, flags, config, log, print, operations })
})
