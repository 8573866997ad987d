import { setTimeout as wait } from 'node:timers/promises'
import type { PostgresServer } from '../../support/postgres-server.ts'
import type { Chance } from './chance.ts'

export type Restarts = {
  /** How often it was stopped as an operator would, and how often killed. */
  counts: { fast: number; kill: number }
  go(): Promise<void>
  stop(): void
}

/** Between two restarts, in milliseconds. */
const pauses = [8_000, 16_000] as const

/** The database itself is restarted now and then, while everybody needs it. */
export const restarts = (server: Pick<PostgresServer, 'restart'>, chance: Chance): Restarts => {
  const ending = new AbortController()
  const counts = { fast: 0, kill: 0 }
  return {
    counts,
    async go() {
      for (;;) {
        const pause = chance.between(...pauses)
        await wait(pause, undefined, { signal: ending.signal }).catch(() => undefined)
        if (ending.signal.aborted) return
        const how = chance.one(['fast', 'kill'] as const)
        await server.restart(how)
        counts[how] += 1
      }
    },
    stop: () => ending.abort(),
  }
}
