// Plain JavaScript, so that a Node too old for the rest can still say so in one line.
const needed = 26
const [, , entry] = process.argv

if (Number.parseInt(process.versions.node, 10) < needed) {
  console.error(
    `Sitrep needs Node ${needed}; this is Node ${process.versions.node}. Run it with "npm start" after "npm ci", which brings Node ${needed} along.`,
  )
  process.exit(1)
}
await import(new URL(entry ?? 'main.ts', import.meta.url).href)
