import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { shippedFolder } from './engine.ts'
import { temporaryFolder } from './folder.ts'

export const root = resolve(import.meta.dirname, '../..')

export type Ended = { out: string; err: string; code: number | null }
type Wish = { env?: Record<string, string>; input?: string | Uint8Array; cwd?: string }

/** Runs a program to its end, with nothing of this process's environment but the path. */
export const run = (command: string, args: readonly string[], wish: Wish = {}): Promise<Ended> =>
  new Promise((settle, fail) => {
    const child = spawn(command, args, {
      cwd: wish.cwd ?? root,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...wish.env },
    })
    const ended: Ended = { out: '', err: '', code: null }
    child.stdout.setEncoding('utf8').on('data', (text) => {
      ended.out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      ended.err += text
    })
    child.on('error', fail)
    child.on('close', (code) => settle({ ...ended, code }))
    // A program that ends before it has read everything is a case of its own, not a fault here.
    child.stdin.on('error', () => undefined)
    child.stdin.end(wish.input ?? '')
  })

/** A place for one store, and the two doors to it: the terminal and the operator's commands. */
export const installation = (settings: Record<string, string> = {}) => {
  const folder = temporaryFolder()
  const env = {
    DATABASE_URL: `file:${join(folder, 'sitrep.db')}`,
    BRIEFINGS_DIR: shippedFolder,
    ...settings,
  }
  const start = join(root, 'src/start.js')
  return {
    folder,
    env,
    terminal: (input: string | Uint8Array, args: string[] = []) =>
      run(process.execPath, [start, 'main.ts', ...args], { env, input }),
    sitrep: (args: string[], input = '') =>
      run(process.execPath, [start, 'cli/main.ts', ...args], { env, input }),
  }
}
