import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { buildStore } from './build.ts'
import { buildPlainFts } from './plain-fts.ts'

export type Stores = { store: string; plain: string }

/**
 * The store and the plain FTS5 database of so many briefings, under the names that the `store`
 * benchmark gives them, so that both may keep one folder. Built where they are not there yet.
 */
export const prepareStores = async (folder: string, size: number): Promise<Stores> => {
  mkdirSync(folder, { recursive: true })
  const store = join(folder, `store-${size}.db`)
  const plain = join(folder, `plain-${size}.db`)
  if (existsSync(plain)) return { store, plain }
  await buildStore(folder, store, size)
  buildPlainFts(store, plain)
  return { store, plain }
}

/**
 * Copies to work on: what is shown is written down, and the next run is to begin like this one. The
 * store's briefings are said to be written in a chat, since no folder of so many files lies beside it;
 * and whoever looks briefings up by their slug would have thought of an index.
 */
export const copyStores = ({ store, plain }: Stores, folder: string): Stores => ({
  store: changed(store, join(folder, 'store-copy.db'), "update briefing set origin = 'chat'"),
  plain: changed(plain, join(folder, 'plain-copy.db'), 'create index text_slug on text (slug)'),
})

const changed = (file: string, copy: string, sql: string): string => {
  copyFileSync(file, copy)
  const database = new DatabaseSync(copy)
  database.exec(sql)
  database.close()
  return copy
}
