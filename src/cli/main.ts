import { parseArgs } from 'node:util'
import { OperatorError } from '#core/errors'
import { nearest } from '#core/near'
import { readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { runProgram } from '../program.ts'
import type { Operation } from './operation.ts'

/** Each is loaded when it is called for: most need little of what all of them need. */
const operations: Record<string, () => Promise<{ operation: Operation }>> = {
  check: () => import('./check.ts'),
  import: () => import('./import.ts'),
  export: () => import('./export.ts'),
  ask: () => import('./ask.ts'),
  search: () => import('./search.ts'),
  backup: () => import('./backup.ts'),
  'move-store': () => import('./move-store.ts'),
  restored: () => import('./restored.ts'),
  commands: () => import('./commands.ts'),
  manifest: () => import('./manifest.ts'),
  deliveries: () => import('./deliveries.ts'),
  audit: () => import('./audit.ts'),
  doctor: () => import('./doctor.ts'),
  help: () => import('./help.ts'),
}
const names = Object.keys(operations)

const find = async (name: string): Promise<Operation> => {
  const load = Object.hasOwn(operations, name) ? operations[name] : undefined
  if (load) return (await load()).operation
  const near = nearest(name, names, (known) => [known], 1)[0]
  throw new OperatorError(
    `There is no "sitrep ${name}".${near ? ` Did you mean "sitrep ${near}"?` : ''} All commands: sitrep help`,
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
  const operation = await find(name === '--help' || name === '-h' ? 'help' : name)
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
  const all = () => Promise.all(names.map(find))
  return operation.run({ words: positionals, flags, config, log, print, all })
})
