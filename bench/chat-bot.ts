import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Pulse } from './chat-probe.ts'
import { markdownOf, topicsFile } from './corpus.ts'

/** The product, or what one would write oneself in an evening. */
export type BotName = 'sitrep' | 'plain'

export type BotWish = {
  name: BotName
  /** The product's store, or the plain bot's database; beside it the bot gets a folder to run in. */
  file: string
  /** With which both find the platform. */
  settings: Readonly<Record<string, string>>
  /** The plain bot's program. */
  plain: URL
  /** Where V8 is to leave a profile of every thread; undefined for none. */
  profile?: string
}

export type Bot = {
  pid: number
  /** One a second since its start. */
  pulses: Pulse[]
  /** What it logged from `warn` up, and how often. */
  logged: ReadonlyMap<string, number>
  /** Rejects, with what it logged, if it ends before it is told to. */
  ended: Promise<never>
  stop(): Promise<void>
  /** With SIGKILL. */
  kill(): Promise<void>
}

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

/** Starts a bot as its user would, in a folder that holds no settings of anybody's. */
export const startBot = (wish: BotWish): Bot => {
  const folder = mkdtempSync(join(dirname(wish.file), 'bot-'))
  const child = spawn(process.execPath, argumentsOf(wish), {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...settingsOf(wish, folder) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const pulses: Pulse[] = []
  child.on('message', (pulse: Pulse) => pulses.push(pulse))
  const logged = countedLines(child.stderr!)
  const exit = once(child, 'exit')
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  return {
    pid: child.pid ?? 0,
    pulses,
    logged,
    ended: exit.then(([code]) => {
      throw new Error(`${wish.name} ended with ${code}: ${[...logged.keys()].join('; ')}`)
    }),
    async stop() {
      child.kill('SIGTERM')
      await exit
      process.off('exit', kill)
    },
    async kill() {
      kill()
      await exit
      process.off('exit', kill)
    },
  }
}

const argumentsOf = ({ name, plain, profile }: BotWish): string[] => [
  ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []),
  `--import=${new URL('./chat-probe.ts', import.meta.url)}`,
  ...(name === 'sitrep' ? [pathOf('../src/start.js'), 'main.ts'] : [fileURLToPath(plain)]),
]

const settingsOf = ({ name, file, settings }: BotWish, folder: string) => {
  if (name === 'plain') return { ...settings, DATABASE: file }
  // A start without any briefing would be refused.
  writeFileSync(join(folder, 'topics.yaml'), topicsFile)
  writeFileSync(join(folder, 'briefing-0.md'), markdownOf(0))
  return {
    DATABASE_URL: `file:${file}`,
    BRIEFINGS_DIR: folder,
    HTTP_PORT: '0',
    // A few people here ask as much as hundreds would.
    ...{ FAIR_USE_PERSON: '0', FAIR_USE_CHANNEL: '0', FAIR_USE_WORKSPACE: '0' },
    // What a few askers ask here is as much as thousands would; it is counted all the same.
    FAIR_USE_PERSON: '1000000',
    FAIR_USE_CHANNEL: '1000000',
    FAIR_USE_WORKSPACE: '1000000',
    LOG_LEVEL: 'warn',
    ...settings,
  }
}

const countedLines = (from: NodeJS.ReadableStream): Map<string, number> => {
  const counts = new Map<string, number>()
  let rest = ''
  from.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const said = messageIn(line)
      counts.set(said, (counts.get(said) ?? 0) + 1)
    }
  })
  return counts
}

type Line = { msg?: string; fault?: string; err?: { message?: string } }

/** A line of the log with its reason; what is no such line, by its beginning. */
const messageIn = (line: string): string => {
  try {
    const { msg = '', fault, err } = JSON.parse(line) as Line
    return [msg, fault ?? err?.message].filter(Boolean).join(': ').slice(0, longestSaid)
  } catch {
    return line.slice(0, longestSaid)
  }
}

const longestSaid = 120
