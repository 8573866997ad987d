import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { installation, root } from './program.ts'

export type Serving = {
  pid: number
  /** What it has written so far. */
  out(): string
  err(): string
  /** SIGKILL. */
  kill(): Promise<void>
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>
  ended: Promise<number | null>
  isRunning(): boolean
}

/** A chat platform of our own, by what Sitrep has to know of it. */
type Served =
  | { api: string; token: string }
  | { api: string; appToken: string; world: { teams: Map<string, { token: string | undefined }> } }

const settingsFor = (served: Served): Record<string, string> => {
  if ('token' in served) return { DISCORD_TOKEN: served.token, DISCORD_API_URL: served.api }
  const [team] = served.world.teams.values()
  return {
    SLACK_BOT_TOKEN: team?.token ?? '',
    SLACK_APP_TOKEN: served.appToken,
    SLACK_API_URL: served.api,
  }
}

/** The product as a process of its own, over one store, on a chat platform of our own. */
export const serving = (served: Served, settings: Record<string, string> = {}) => {
  const { env } = installation()
  const start = async (more: Record<string, string> = {}): Promise<Serving> => {
    const child = spawn(process.execPath, [join(root, 'src/start.js'), 'main.ts'], {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        ...env,
        ...settingsFor(served),
        HTTP_PORT: '0',
        ...settings,
        ...more,
      },
    })
    let out = ''
    let err = ''
    child.stdout.on('data', (text) => {
      out += text
    })
    child.stderr.on('data', (text) => {
      err += text
    })
    const ended = once(child, 'close').then(([code]) => code as number | null)
    onTestFinished(async () => {
      child.kill('SIGKILL')
      await ended
    })
    const send = async (signal: 'SIGKILL' | 'SIGTERM') => {
      child.kill(signal)
      return ended
    }
    return {
      pid: child.pid ?? 0,
      out: () => out,
      err: () => err,
      kill: async () => void (await send('SIGKILL')),
      stop: () => send('SIGTERM'),
      ended,
      isRunning: () => child.exitCode === null && child.signalCode === null,
    }
  }
  return { env, start }
}
