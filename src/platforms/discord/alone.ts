import { setTimeout as wait } from 'node:timers/promises'
import type { Sharing } from '#core/shards'

/** Discord takes so many sessions at once, and the next ones after this (gateway, rate limiting). */
const identifyEveryMs = 5_000

/** One process that serves all shards itself. */
export const alone = (): Sharing => {
  const next = new Map<number, number>()
  return {
    async begin({ of, open }) {
      await Promise.all(Array.from({ length: of }, (_, shard) => open(shard)))
    },
    isMine: () => true,
    async identify(shard, atOnce, signal) {
      const bucket = shard % atOnce
      const now = performance.now()
      const at = Math.max(now, next.get(bucket) ?? now)
      next.set(bucket, at + identifyEveryMs)
      if (at > now) await wait(at - now, undefined, { ...(signal && { signal }) })
    },
  }
}
