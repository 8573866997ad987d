type Remembered<T> = { found: Promise<T>; until: number }

/** Answers that are asked for again and again, each kept for a moment; one that fails is not kept. */
export type Memory<T> = {
  get(key: string, ask: () => Promise<T>): Promise<T>
  /** Forgets all whose key begins so. */
  forget(prefix: string): void
}

const mostKept = 10_000

export const remember = <T>(forMs: number): Memory<T> => {
  const kept = new Map<string, Remembered<T>>()
  return {
    get(key, ask) {
      const known = kept.get(key)
      if (known && performance.now() < known.until) return known.found
      if (kept.size >= mostKept) kept.clear()
      const found = ask()
      const mine = { found, until: performance.now() + forMs }
      kept.set(key, mine)
      found.catch(() => {
        if (kept.get(key) === mine) kept.delete(key)
      })
      return found
    },
    forget(prefix) {
      for (const key of kept.keys()) if (key.startsWith(prefix)) kept.delete(key)
    },
  }
}
