import type { Limit } from '../api/fault.ts'
import { type Answer, tooMany } from './answers.ts'

type Window = { count: number; until: number }

export type Limits = {
  add(method: string, limit: Limit): void
  /** Counts a call: an answer for one that is too many. */
  count(method: string, of: { team: string; channel: string }): Answer | undefined
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
  const refusedBy = (limit: Limit, key: string): Answer | undefined => {
    const window = windowOf(key, limit)
    window.count += 1
    const seconds = Math.ceil((window.until - Date.now()) / 1_000)
    return window.count > limit.requests ? tooMany(Math.max(1, seconds)) : undefined
  }
  return {
    add: (method, limit) => void limits.set(`${method} ${limit.per ?? ''}`, limit),
    count(method, { team, channel }) {
      const whole = limits.get(`${method} workspace`)
      const own = limits.get(`${method} `)
      const refused = whole && refusedBy(whole, `${method} ${team}`)
      return refused ?? (own && refusedBy(own, `${method} ${team} ${channel}`))
    },
  }
}
