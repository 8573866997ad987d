import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { StorePlace } from '#core/store'
import { readTexts } from './chat-texts.ts'
import type { Plan } from './scale-generator.ts'
import type { Pair } from './scale-places.ts'

/** What became of questions that came faster than they could be answered; milliseconds, p95. */
export type Commands = {
  replicas: number
  shards: number
  asked: number
  perSecond: number
  answered: number
  refused: number
  failed: number
  ack: number
  whole: number
}

const shards = 4

/** Asks so many replicas more than they can answer, and counts what is answered in a second. */
export const measureCommands = async (
  pair: Pair,
  place: StorePlace,
  wish: { replicas: number; seconds: number; perSecond: number },
): Promise<Commands & { store: string }> => {
  const { replicas, seconds, perSecond } = wish
  const plan: Plan = {
    ...{ replicas, shards, file: pair.file },
    settings: { DATABASE_URL: place.kind === 'sqlite' ? `file:${place.file}` : place.url },
    texts: await readTexts({ store: pair.file, plain: pair.plain }, pair.size),
    warmUp: { perSecond: 30, seconds: Math.min(10, seconds) },
    rate: { perSecond, seconds },
  }
  const child = fork(new URL('./scale-generator.ts', import.meta.url), [], { execArgv: [] })
  child.send(plan)
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`the generator ended with ${code}`)
  })
  failed.catch(() => undefined)
  const [told] = (await Promise.race([once(child, 'message'), failed])) as [Commands]
  return { ...told, store: place.kind }
}
