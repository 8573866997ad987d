/** Tells those who wait that something has happened, so that nobody needs to sleep and look again. */
export type News = {
  tell(): void
  /** Rejects with `what` and `state()` after `within` milliseconds, and when told to stop. */
  until<T>(look: () => T | undefined | false, what: string, state: () => string): Promise<T>
  stop(): void
}

type Waiting = { look(): boolean; giveUp(why: string): void }

export const createNews = (within: number): News => {
  const waiting = new Set<Waiting>()
  return {
    tell() {
      for (const one of [...waiting]) if (one.look()) waiting.delete(one)
    },
    until: (look, what, state) =>
      new Promise((resolve, reject) => {
        const giveUp = (why: string): void => {
          clearTimeout(timer)
          waiting.delete(one)
          reject(new Error(`${why} waiting for ${what}\n${state()}`))
        }
        const timer = setTimeout(() => giveUp(`Gave up after ${within} ms`), within)
        const settle = (act: () => void): true => {
          clearTimeout(timer)
          act()
          return true
        }
        const one: Waiting = {
          giveUp,
          look() {
            try {
              const found = look()
              return found !== undefined && found !== false && settle(() => resolve(found))
            } catch (fault) {
              return settle(() => reject(fault))
            }
          },
        }
        if (!one.look()) waiting.add(one)
      }),
    stop() {
      for (const one of [...waiting]) one.giveUp('Discord stopped for who was')
    },
  }
}
