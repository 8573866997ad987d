import type { Limit } from '../api/fault.ts'
import type { Answer } from './answers.ts'
import { matcher } from './matcher.ts'

type Window = { count: number; until: number }
type Bucket = {
  limit: Limit
  name: string
  matches: ReturnType<typeof matcher>
  /** By channel, server or webhook, for each of which a limit holds on its own. */
  windows: Map<string, Window>
}

export type Limits = {
  add(route: string, limit: Limit): void
  /** Counts a request: 429 for one that is too many, else the headers its answer gets. */
  count(method: string, path: string): { refused?: Answer; headers: Record<string, string> }
}

export const createLimits = (): Limits => {
  const buckets: Bucket[] = []
  return {
    add(route, limit) {
      const name = Buffer.from(route).toString('hex').slice(-32)
      buckets.push({ limit, name, matches: matcher(route), windows: new Map() })
    },
    count(method, path) {
      const bucket = buckets.find(({ matches }) => matches(method, path))
      if (!bucket) return { headers: {} }
      const window = counted(bucket, path.split('/').slice(0, 2).join('/'))
      const headers = headersOf(bucket, window)
      const isTooMany = window.count > bucket.limit.requests
      return { headers, ...(isTooMany && { refused: tooMany(bucket, window) }) }
    },
  }
}

const counted = ({ limit, windows }: Bucket, key: string): Window => {
  const now = Date.now()
  const known = windows.get(key)
  const isOpen = known !== undefined && known.until > now
  const window = isOpen ? known : { count: 0, until: now + limit.perSeconds * 1_000 }
  window.count += 1
  windows.set(key, window)
  return window
}

const secondsLeft = ({ until }: Window): number => Math.max(0, until - Date.now()) / 1_000

const headersOf = ({ limit, name }: Bucket, window: Window): Record<string, string> => ({
  'x-ratelimit-limit': `${limit.requests}`,
  'x-ratelimit-remaining': `${Math.max(0, limit.requests - window.count)}`,
  'x-ratelimit-reset': `${window.until / 1_000}`,
  'x-ratelimit-reset-after': `${secondsLeft(window)}`,
  'x-ratelimit-bucket': name,
})

const tooMany = ({ limit }: Bucket, window: Window): Answer => ({
  status: 429,
  body: {
    message: 'You are being rate limited.',
    retry_after: secondsLeft(window),
    global: false,
  },
  headers: {
    'retry-after': `${secondsLeft(window)}`,
    'x-ratelimit-scope': limit.scope ?? 'user',
  },
})
