import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from '#core/store'
import { shared } from '#core/viewer'
import { importFolder } from '#intake/import'
import { openSqlite } from '#stores/sqlite'
import { markdownOf, slugOf, topics, topicsFile } from './corpus.ts'
import { generated } from './generate.ts'
import { type Block, longestBlock } from './measure.ts'

/** How fast briefings came in, the longest block of the main thread meanwhile, and by which way. */
export type Import = { size: number; perSecond: number; block: Block; way: string }

const batchSize = 200
/** A folder of more files than this is not what anybody keeps. */
const largestFolder = 10_000

export const openStore = (file: string): Promise<Store> =>
  openSqlite({ file, now: () => Temporal.Now.instant(), zone: 'Europe/Brussels' })

/** Builds a store of the first `size` briefings and tells how it went. */
export const buildStore = async (folder: string, file: string, size: number): Promise<Import> => {
  const store = await openStore(file)
  try {
    return size > largestFolder
      ? await buildBatches(store, size)
      : await buildFromFolder(store, join(folder, `briefings-${size}`), size)
  } finally {
    await store.close()
  }
}

const buildFromFolder = async (store: Store, folder: string, size: number): Promise<Import> => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'topics.yaml'), topicsFile)
  for (let at = 0; at < size; at += 1)
    writeFileSync(join(folder, `${slugOf(at)}.md`), markdownOf(at))
  const began = performance.now()
  const block = await longestBlock(async () => {
    const { added, refused } = await importFolder(store, folder)
    if (added.length !== size) throw new Error(`${refused.length} files were refused`)
  })
  return { size, perSecond: perSecond(size, performance.now() - began), block, way: 'importFolder' }
}

export const buildBatches = async (store: Store, size: number): Promise<Import> => {
  await store.setTopics(shared, topics)
  let ms = 0
  let block: Block = { longest: 0, cpu: 0 }
  for await (const publications of generated(size)) {
    const began = performance.now()
    const found = await longestBlock(async () => {
      for (let at = 0; at < publications.length; at += batchSize)
        await store.publish(shared, publications.slice(at, at + batchSize))
    })
    ms += performance.now() - began
    if (found.cpu > block.cpu) block = found
  }
  return { size, perSecond: perSecond(size, ms), block, way: 'store.publish, 200 a batch' }
}

const perSecond = (size: number, ms: number): number => Math.round((size / ms) * 1_000)
