import { schedule } from 'node-cron'
import type { Logger } from 'pino'

export type Heartbeat = {
  /** Beats at once, or once more if it is beating. */
  now(): void
  stop(): Promise<void>
}

/** So many beats left out show that the clock was set, or the machine was asleep. */
const mostLeftOut = 3

/**
 * Calls `beat` every so many seconds, never twice at once. node-cron waits for a time of day, so after the
 * clock was set back it would be silent for as long as that was: it is watched by time that only goes
 * forward, and begun anew.
 */
export const startHeartbeat = (
  seconds: number,
  beat: () => Promise<void>,
  log: Pick<Logger, 'error' | 'warn'>,
): Heartbeat => {
  let beating: Promise<void> | undefined
  let began = performance.now()
  let isCalled = false
  let isStopped = false
  const once = async (): Promise<void> => {
    if (beating || isStopped) return
    isCalled = false
    began = performance.now()
    beating = beat().catch((error) => log.error({ err: error }, 'a heartbeat failed'))
    await beating
    beating = undefined
    // A long beat leaves none out.
    began = performance.now()
    if (isCalled) await once()
  }
  const begin = () =>
    schedule(`*/${seconds} * * * * *`, once, {
      noOverlap: true,
      suppressMissedWarning: true,
      logger: quiet,
    })
  let task = begin()
  const look = (): void => {
    if (beating || performance.now() - began < mostLeftOut * seconds * 1_000) return
    log.warn({}, 'the clock was set or the machine slept; the heartbeat begins anew')
    void task.destroy()
    task = begin()
    void once()
  }
  const watching = setInterval(look, seconds * 1_000)
  return {
    now() {
      isCalled = true
      void once()
    },
    async stop() {
      isStopped = true
      clearInterval(watching)
      await task.destroy()
      await beating
    },
  }
}

const quiet = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  debug: () => undefined,
}
