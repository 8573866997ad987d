// Plain JavaScript, so that a Node too old for the rest can still say so in one line.
import module from 'node:module'

const needed = 26
const [, , entry] = process.argv

if (Number.parseInt(process.versions.node, 10) < needed) {
  console.error(
    `Sitrep needs Node ${needed}; this is Node ${process.versions.node}. Run it with "npm start" after "npm ci", which brings Node ${needed} along.`,
  )
  process.exit(1)
}
// Types are stripped and code is compiled once, and found again at the next start.
module.enableCompileCache()
await import(new URL(entry ?? 'main.ts', import.meta.url).href)
