/** A process of its own: at 100,000 briefings the index takes a gigabyte, and ours must not pay for it. */
import { DatabaseSync } from 'node:sqlite'
import MiniSearch from 'minisearch'

const [, , file = ''] = process.argv
const database = new DatabaseSync(file, { readOnly: true })
const index = new MiniSearch({ fields: ['title', 'body'], storeFields: ['title'] })
const began = performance.now()
for (const row of database.prepare('select id, title, body from text').iterate()) index.add(row)
const buildMs = performance.now() - began
database.close()
process.send!({ buildMs, rss: process.memoryUsage().rss })

process.on('message', ({ words, combineWith }: { words: string; combineWith: 'AND' | 'OR' }) => {
  const asked = performance.now()
  index.search(words, { combineWith }).slice(0, 10)
  process.send!({ ms: performance.now() - asked })
})
