import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answerer } from '#answers/answer'
import { readingAs } from '#engine/reading'
import { buildStore, openStore } from './build.ts'
import { viewer } from './engine.ts'
import {
  type Block,
  type Case,
  type Figures,
  figuresOf,
  interleaved,
  longestBlock,
} from './measure.ts'
import { buildPlainFts, openPlainFts } from './plain-fts.ts'
import { questionsOf } from './searches.ts'
import { chooseWords } from './words.ts'

export type Speed = { sizes: { size: number; ours: Figures; fts: Figures; block: Block }[] }

const rounds = 12

/** Questions of a common, a middling and a rare word, each time beside FTS5's own OR of the same. */
export const measureSpeed = async (sizes: readonly number[], keep?: string): Promise<Speed> => {
  const folder = keep ?? mkdtempSync(join(tmpdir(), 'sitrep-answers-'))
  mkdirSync(folder, { recursive: true })
  try {
    const found: Speed['sizes'] = []
    for (const size of sizes) found.push(await measureSize(folder, size))
    return { sizes: found }
  } finally {
    if (keep === undefined) rmSync(folder, { recursive: true })
  }
}

const measureSize = async (folder: string, size: number) => {
  const file = join(folder, `store-${size}.db`)
  const plain = join(folder, `plain-${size}.db`)
  if (!existsSync(plain)) {
    await buildStore(folder, file, size)
    buildPlainFts(file, plain)
  }
  const store = await openStore(file)
  const fts = openPlainFts(plain)
  try {
    const reading = readingAs(store, viewer, answerer)
    const asked = questionsOf(chooseWords(file, plain))
    const ask = (words: readonly string[]) =>
      reading.answer(`When does ${words.join(' and ')} happen?`)
    const cases = asked.flatMap((words): Case[] => [
      { name: 'ours', run: () => ask(words) },
      { name: 'fts', run: () => void fts.search(words.map((word) => `"${word}"`).join(' OR ')) },
    ])
    const samples = await interleaved(cases, rounds)
    const block = await longestBlock(async () => {
      for (const words of asked) await ask(words)
    })
    return {
      size,
      ours: figuresOf(samples.get('ours') ?? []),
      fts: figuresOf(samples.get('fts') ?? []),
      block,
    }
  } finally {
    fts.close()
    await store.close()
  }
}
