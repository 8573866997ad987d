/** Publishes one briefing after the other and names each once it is acknowledged, until it is killed. */
import { openSqlite } from '#stores/sqlite'
import { publication } from '../support/briefings.ts'

const file = process.argv[2] ?? ''
const store = await openSqlite({ file, now: () => Temporal.Now.instant(), zone: 'Europe/Brussels' })
for (let at = 0; ; at += 1) {
  const slug = `one-${at}`
  await store.publish('', [publication({ slug })])
  process.stdout.write(`${slug}\n`)
}
