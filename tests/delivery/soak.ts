import { parseArgs } from 'node:util'
import { startPostgres } from '../support/postgres-server.ts'
import { faultsIn } from './check/checker.ts'
import { figures, isKept } from './soak/report.ts'
import { soak } from './soak/run.ts'
import { type Variant, variants } from './variants.ts'

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    minutes: { type: 'string', default: '1' },
    workers: { type: 'string', default: '3' },
    variant: { type: 'string' },
    seed: { type: 'string', default: `${Date.now() % 1_000_000}` },
    workspaces: { type: 'string', default: '4' },
    channels: { type: 'string', default: '6' },
    database: { type: 'string', default: 'sqlite' },
    url: { type: 'string' },
  },
})

const isVariant = (name: string): name is Variant => variants.some((one) => one === name)
const { variant } = values
if (variant !== undefined && !isVariant(variant)) {
  console.error(`There is no variant ${variant}. Variants: ${variants.join(', ')}`)
  process.exit(2)
}
console.log(`Seed ${values.seed}${variant ? `, variant ${variant}` : ''}`)
if (!['sqlite', 'postgres'].includes(values.database)) {
  console.error('--database is sqlite or postgres; --url names a PostgreSQL of your own')
  process.exit(2)
}
// One of this run's own is restarted meanwhile; one that is named is left alone.
const own = values.database === 'postgres' && values.url === undefined
const started = own ? await startPostgres({ durable: true }) : undefined
const server = started ?? (values.url === undefined ? undefined : { url: values.url })
const report = await soak({
  seconds: 60 * Number(values.minutes),
  workers: Number(values.workers),
  seed: Number(values.seed),
  workspaces: Number(values.workspaces),
  channels: Number(values.channels),
  ...(variant && { variant }),
  ...(server && { server }),
  say: console.log,
})
console.log(figures(report))
for (const line of faultsIn(report.verdict).slice(0, 40)) console.log(line)
await started?.stop()
process.exitCode = isKept(report) ? 0 : 1
