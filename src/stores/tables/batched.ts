import { setImmediate } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'
import type { Write } from './writes.ts'

/** One write for several items; what became of each, in their order. */
export type Work<I, O> = (db: Kysely<Schema>, items: readonly I[]) => Promise<O[]>

type Waiting<I, O> = { item: I; resolve(result: O): void; reject(error: unknown): void }

/**
 * What waits together is done together, because a statement for fifty rows costs little more than for
 * one. Each still stands or falls alone; of two with one key, the second waits for the first.
 */
export const batched = <I, O>(
  write: Write,
  keyOf: (item: I) => string,
  work: Work<I, O>,
): ((item: I) => Promise<O>) => {
  let waiting: Waiting<I, O>[] = []
  let isDraining = false

  const next = (): Waiting<I, O>[] => {
    const keys = new Set<string>()
    const taken: Waiting<I, O>[] = []
    const left: Waiting<I, O>[] = []
    for (const one of waiting) {
      const key = keyOf(one.item)
      const isFree = taken.length < most && !keys.has(key)
      ;(isFree ? taken : left).push(one)
      keys.add(key)
    }
    waiting = left
    return taken
  }
  const together = async (group: readonly Waiting<I, O>[]): Promise<void> => {
    const results = await write((db) =>
      work(
        db,
        group.map(({ item }) => item),
      ),
    )
    for (const [at, { resolve }] of group.entries()) resolve(results[at] as O)
  }
  const drain = async (): Promise<void> => {
    if (isDraining) return
    isDraining = true
    // Whatever is asked for in the same moment goes along.
    for (await setImmediate(); waiting.length > 0; await setImmediate()) {
      const group = next()
      await together(group).catch(async (error) => {
        if (group.length === 1) group[0]?.reject(error)
        else for (const one of group) await together([one]).catch(one.reject)
      })
    }
    isDraining = false
  }
  return (item) =>
    new Promise<O>((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      void drain()
    })
}

/** More at once would keep other writes waiting. */
const most = 64
