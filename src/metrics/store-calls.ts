import { Histogram, type Registry } from 'prom-client'
import type { Store } from '#core/store'

/** Seconds: a read takes a millisecond, a write some, and a lock seconds. */
const buckets = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10]

type Call = (...given: never[]) => unknown

/** The same store, each call timed under the part it belongs to: a name of the program, never of a row. */
export const timedStore = (store: Store, registry: Registry): Store => {
  const seconds = new Histogram({
    name: 'sitrep_store_call_seconds',
    help: 'How long calls to the store took, waiting for a lock or a connection included',
    labelNames: ['part', 'outcome'],
    ...{ buckets, registers: [registry] },
  })
  const timed =
    (part: string, call: Call): Call =>
    (...given) => {
      const began = performance.now()
      const result = call(...given)
      if (!(result instanceof Promise)) return result
      const note = (outcome: string) => () =>
        seconds.observe({ part, outcome }, (performance.now() - began) / 1_000)
      result.then(note('done'), note('failed'))
      return result
    }
  const timedPart = (part: string, calls: object): object =>
    Object.fromEntries(
      Object.entries(calls).map(([name, call]) => [name, timed(part, call as Call)]),
    )
  return Object.fromEntries(
    Object.entries(store).map(([name, one]) => [
      name,
      typeof one === 'function' ? timed(name, one as Call) : timedPart(name, one),
    ]),
  ) as Store
}
