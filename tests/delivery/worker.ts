/**
 * A process of its own that plans and sends. It loads everything, is told what to do, says when it is
 * ready, and begins when it is told to: so that one that was killed can be replaced at once.
 */
import module from 'node:module'
import type { Order, Report } from './wish.ts'
import type { Work } from './work.ts'

module.enableCompileCache()
const { prepare } = await import('./work.ts')
for (const name of process.argv.slice(2)) await import(`../../src/platforms/${name}/${name}.ts`)

const tell = (report: Report): void => void process.send?.(report)
const isLoud = process.env.LOUD === '1'
const say = (fields: Record<string, unknown>, message: string): void => {
  if (isLoud) console.error(process.pid, message, JSON.stringify(fields, withErrors))
}
const withErrors = (_: string, value: unknown) =>
  value instanceof Error ? { message: value.message, stack: value.stack } : value
const log = { info: say, warn: say, error: say }

let work: Work | undefined

const obey = async (order: Order): Promise<void> => {
  switch (order.order) {
    case 'prepare':
      work = await prepare(order.wish, log)
      return tell({ report: 'prepared' })
    case 'go':
      return work?.go()
    case 'stop':
      await work?.stop()
      tell({ report: 'stopped' })
      return process.disconnect?.()
    default:
      order satisfies never
  }
}

process.on('message', (order: Order) => {
  obey(order).catch((error: Error) => tell({ report: 'broken', why: `${error.stack}` }))
})
// Whoever gave the orders is gone.
process.on('disconnect', () => process.exit())
// One that is killed would leave nothing for the next to load faster.
module.flushCompileCache()
tell({ report: 'loaded' })
