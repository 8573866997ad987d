import type { parseArgs } from 'node:util'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'

type Flags = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>

/** What an operation is given: its words, its flags, and where it prints. */
export type Given = {
  words: string[]
  flags: Record<string, string | boolean | undefined>
  config: Config
  log: Logger
  print(text: string): void
  /** Every operation there is, for help. */
  all(): Promise<Operation[]>
}

/** One of the operator's commands: `run` returns the exit code. */
export type Operation = {
  name: string
  usage: string
  summary: string
  help: string
  flags: Flags
  run(given: Given): Promise<number>
}
