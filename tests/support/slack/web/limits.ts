import type { Limit } from '../api/fault.ts'
import { type Answer, tooMany } from './answers.ts'

type Window = { count: number; until: number }

export type Limits = {
  add(method: string, limit: Limit): void
  /** Counts a call: an answer for one that is too many. */
  count(method: string, key: string): Answer | undefined
}

export const createLimits = (): Limits => {
  const limits = new Map<string, Limit>()
  const windows = new Map<string, Window>()
  const windowOf = (key: string, { perSeconds }: Limit): Window => {
    const known = windows.get(key)
    if (known && known.until > Date.now()) return known
    const opened = { count: 0, until: Date.now() + 1_000 * perSeconds }
    windows.set(key, opened)
    return opened
  }
  return {
    add: (method, limit) => void limits.set(method, limit),
    count(method, key) {
      const limit = limits.get(method)
      if (!limit) return undefined
      const window = windowOf(`${method} ${key}`, limit)
      window.count += 1
      const seconds = Math.ceil((window.until - Date.now()) / 1_000)
      return window.count > limit.requests ? tooMany(Math.max(1, seconds)) : undefined
    },
  }
}
