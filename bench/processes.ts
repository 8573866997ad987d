import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { median } from './measure.ts'

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))
const project = pathOf('..')

export type FirstAnswer = { output: number; exit: number; slowest: number }

/** Median milliseconds of seven fresh processes that answer one question each. */
export const firstAnswer = async (file: string, question: string): Promise<FirstAnswer> => {
  const runs: { output: number; exit: number }[] = []
  for (let run = 0; run < 7; run += 1) {
    const took = await askOnce(file, question)
    // Without a figure the target counts as missed; the rest of the run is not lost over it.
    if (!took) return { output: Number.NaN, exit: Number.NaN, slowest: Number.NaN }
    runs.push(took)
  }
  const exits = runs.map(({ exit }) => exit)
  return {
    output: Math.round(median(runs.map(({ output }) => output))),
    exit: Math.round(median(exits)),
    slowest: Math.round(Math.max(...exits)),
  }
}

const askOnce = async (file: string, question: string) => {
  const began = performance.now()
  const args = ['src/start.js', 'cli/main.ts', 'ask', '--json', '--clearance', 'AMBER', question]
  const child = spawn(process.execPath, args, {
    cwd: project,
    env: { ...process.env, DATABASE_URL: `file:${file}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output: number | undefined
  child.stdout.once('data', () => {
    output = performance.now() - began
  })
  const [code] = await once(child, 'exit')
  if (code !== 0 || output === undefined) {
    console.error(`"sitrep ask" ended with ${code}: no first answer was measured`)
    return undefined
  }
  return { output, exit: performance.now() - began }
}

export type Memory = { rss: number; highest: number }

/** What a fresh process holds after these lines, so many times over. */
export const memoryAfter = async (
  file: string,
  lines: readonly string[],
  rounds: number,
): Promise<Memory> => {
  const args = [pathOf('./memory-child.ts'), file, JSON.stringify(lines), `${rounds}`]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  return JSON.parse(stdout) as Memory
}
