import type { Notice, Taken } from '../api/wire.ts'
import type { Way, Why } from './way.ts'

export type Retries = {
  tell(notice: Notice): Promise<Taken>
  /** Tries now what waits: all of it, or what waits for a listener alone. */
  retry(which?: 'unheard'): void
  forget(): void
}

type Waiting = { why: Why; settle(goOn: boolean): void }

/**
 * Tells what has to be told until it is taken, after each of these delays once more. `isShut` says
 * that nobody can be listening, so that no try is wasted on it.
 */
export const createRetries = (
  way: Way,
  delays: readonly number[],
  isShut: () => boolean,
): Retries => {
  const waiting = new Set<Waiting>()
  let forgotten = 0

  const wait = (delay: number, why: Why): Promise<boolean> =>
    new Promise((resolve) => {
      const settle = (goOn: boolean): void => {
        clearTimeout(timer)
        waiting.delete(one)
        resolve(goOn)
      }
      const one = { why, settle }
      const waitsForDoor = why === 'nobody listens' && isShut()
      const timer = waitsForDoor ? undefined : setTimeout(settle, delay, true)
      waiting.add(one)
    })

  return {
    async tell(notice) {
      const began = forgotten
      let taken = await way({ notice, retry: 0 })
      for (const [at, delay] of delays.entries()) {
        if (taken.kind === 'taken' || began !== forgotten) return taken
        if (!(await wait(delay, taken.why))) return taken
        taken = await way({ notice, retry: at + 1, after: taken.why })
      }
      return taken
    },
    retry(which) {
      for (const one of [...waiting]) if (!which || one.why === 'nobody listens') one.settle(true)
    },
    forget() {
      forgotten += 1
      for (const one of [...waiting]) one.settle(false)
    },
  }
}
