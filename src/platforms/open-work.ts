import { setTimeout as wait } from 'node:timers/promises'

/** What is being answered at the moment: how much there is, and its end. */
export type OpenWork = {
  readonly size: number
  /** Resolves when it is done; never rejects, since what goes wrong in it is reported there. */
  run(work: () => Promise<void>): Promise<void>
  /** Resolves when all of it is done, or this much time has passed; true when all of it is. */
  ended(withinMs: number): Promise<boolean>
}

export const openWork = (report: (error: unknown) => void): OpenWork => {
  const open = new Set<Promise<void>>()
  return {
    get size() {
      return open.size
    },
    run(work) {
      const doing = work()
        .catch(report)
        .finally(() => open.delete(doing))
      open.add(doing)
      return doing
    },
    async ended(withinMs) {
      const late = new AbortController()
      const all = async (): Promise<true> => {
        while (open.size > 0) await Promise.all(open)
        return true
      }
      const given = wait(withinMs, false, { signal: late.signal }).catch(() => false)
      const isDone = await Promise.race([all(), given])
      late.abort()
      return isDone
    },
  }
}
