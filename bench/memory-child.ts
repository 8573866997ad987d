/** A fresh process that opens a store, runs commands, and tells what memory it then holds. */
import { openStore } from './build.ts'
import { engineOn, typed } from './engine.ts'

const [, , file = '', lines = '[]', rounds = '1'] = process.argv
const store = await openStore(file)
const engine = engineOn(store)
for (let round = 0; round < Number(rounds); round += 1)
  for (const line of JSON.parse(lines) as string[]) await typed(engine, line)
const { rss } = process.memoryUsage()
console.log(JSON.stringify({ rss, highest: process.resourceUsage().maxRSS * 1_024 }))
await store.close()
