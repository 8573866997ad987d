import type { Limit } from '../api/fault.ts'
import type { Answer } from './answers.ts'
import { matcher } from './matcher.ts'

type Window = { count: number; until: number }
type Bucket = {
  limit: Limit
  name: string
  matches: ReturnType<typeof matcher>
  /** By channel, server or webhook, for each of which a limit holds on its own; of a global one there is one. */
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
      const matching = buckets.filter(({ matches }) => matches(method, path))
      const bucket = matching.find((one) => !isGlobal(one))
      const global = isExempt(path) ? [] : matching.filter(isGlobal)
      const counting = [...global, ...(bucket ? [bucket] : [])]
      const counted = counting.map((one) => ({ one, window: windowOf(one, path) }))
      const over = counted.find(({ one, window }) => window.count > one.limit.requests)
      const own = counted.find(({ one }) => one === bucket)
      return {
        headers: own ? headersOf(own.one, own.window) : {},
        ...(over && { refused: tooMany(over.one, over.window) }),
      }
    },
  }
}

/** Answers to interactions do not count towards what a bot may ask in all. */
const isExempt = (path: string): boolean => /^(?:interactions|webhooks)\//.test(path)

const isGlobal = ({ limit }: Bucket): boolean => limit.scope === 'global'

/** What a request counts in, with this one. */
const windowOf = (bucket: Bucket, path: string): Window => {
  const { limit, windows } = bucket
  const key = isGlobal(bucket) ? '' : path.split('/').slice(0, 2).join('/')
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

const tooMany = (bucket: Bucket, window: Window): Answer => ({
  status: 429,
  body: {
    message: 'You are being rate limited.',
    retry_after: secondsLeft(window),
    global: isGlobal(bucket),
  },
  headers: {
    'retry-after': `${secondsLeft(window)}`,
    'x-ratelimit-scope': bucket.limit.scope ?? 'user',
    ...(isGlobal(bucket) && { 'x-ratelimit-global': 'true' }),
  },
})
