import type { Json } from '../world/records.ts'

/** What a request is answered with. */
export type Answer = {
  status: number
  body: Json | string | Uint8Array
  headers?: Record<string, string>
}

export const ok = (body: Json = {}): Answer => ({ status: 200, body: { ok: true, ...body } })

/** Slack says no with status 200. */
export const refused = (error: string, more: Json = {}): Answer => ({
  status: 200,
  body: { ok: false, error, ...more },
})

export const tooMany = (seconds: number): Answer => ({
  status: 429,
  body: { ok: false, error: 'ratelimited' },
  headers: { 'retry-after': `${seconds}` },
})
