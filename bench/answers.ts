import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { measureAblations } from './answers-ablations.ts'
import { measureOwn } from './answers-own.ts'
import { measureQuality } from './answers-quality.ts'
import { printAnswers } from './answers-report.ts'
import { measureSpeed } from './answers-speed.ts'

const results = fileURLToPath(new URL('./results/', import.meta.url))

/** Where the data lies, seen from the project's root. */
export const data = {
  test: '../shared/data/squad2-16-articles.json',
  training: '../shared/data/squadshifts-new-wiki.json',
}

const parts = ['quality', 'own', 'speed', 'ablations'] as const

/** How well and how fast questions are answered, beside what one would take instead. */
export const runAnswersBenchmark = async (args: string[]): Promise<void> => {
  const options = {
    only: { type: 'string', default: parts.join(',') },
    sizes: { type: 'string', default: '1000,10000,100000' },
    keep: { type: 'string' },
  } as const
  const { values } = parseArgs({ args, options })
  const missing = Object.values(data).filter((file) => !existsSync(file))
  if (missing.length > 0) {
    console.error(`This benchmark needs ${missing.join(' and ')}, which is not there.`)
    process.exitCode = 1
    return
  }
  const wanted = values.only.split(',')
  const measured = {
    ...(wanted.includes('quality') && { quality: await measureQuality() }),
    ...(wanted.includes('own') && { own: await measureOwn() }),
    ...(wanted.includes('speed') && {
      speed: await measureSpeed(values.sizes.split(',').map(Number), values.keep),
    }),
    ...(wanted.includes('ablations') && { ablations: await measureAblations() }),
  }
  printAnswers(measured)
  mkdirSync(results, { recursive: true })
  const all = { at: new Date().toISOString(), node: process.versions.node, ...measured }
  writeFileSync(join(results, 'answers.json'), `${JSON.stringify(all, null, 2)}\n`)
}
