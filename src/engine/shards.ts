import { setTimeout as wait } from 'node:timers/promises'
import type { Ms } from '#core/digest'
import { crewIn, type ShardHands, type Sharing, shardsFor } from '#core/shards'
import { type Held, hold } from './holder.ts'
import type { ReplicaParts } from './replicas.ts'

export type ShardParts = ReplicaParts & {
  platform: string
  /** One that nobody had is heard by again, after so long. */
  back(shard: number, awayMs: Ms): void
}

export type Shards = Sharing & {
  /** Which are this process's own. */
  mine(): number[]
  stop(): Promise<void>
}

/** Sessions of shards that share a bucket begin so far apart (Discord: max_concurrency). */
const identifyEveryMs = 5_000
/** How often to look while something is being handed over. */
const busyMs = 250
/** How long a lease that ran out may take to be had again before its connection is closed. */
const againWithinMs = 1_000

/** Shares a platform's shards out among the processes that serve it: each is a lease. */
export const shareShards = (parts: ShardParts): Shards => {
  const { leases, holder, leaseMs, log, platform, back } = parts
  const mine = new Map<number, Held>()
  const coming = new Map<number, { next: Held; ready?: Held }>()
  const open = new Map<number, Promise<void>>()
  const ending = new AbortController()
  let hands: ShardHands = { of: 0, open: async () => undefined, close: async () => undefined }
  let sessions = 0
  let isHandingOver = false
  let looping: Promise<void> = Promise.resolve()

  const nameOf = (kind: string, shard: number): string => `${kind}/${platform}/${shard}/${hands.of}`
  const taken = async (kind: string, shard: number): Promise<Held | undefined> => {
    const lease = hold(parts, nameOf(kind, shard))
    if (await lease.take().catch(() => false)) return lease
    await lease.release()
    return undefined
  }
  const close = async (shard: number): Promise<void> => {
    if (!open.delete(shard)) return
    await hands.close(shard)
  }
  const forget = async (shard: number): Promise<void> => {
    const { next, ready } = coming.get(shard) ?? {}
    coming.delete(shard)
    await ready?.release()
    await next?.release()
  }
  const lose = async (shard: number): Promise<void> => {
    const lease = mine.get(shard)
    mine.delete(shard)
    await Promise.all([close(shard), forget(shard), lease?.release()])
  }
  const connect = (shard: number): Promise<void> => {
    const opening =
      open.get(shard) ??
      hands.open(shard).catch(async (error: unknown) => {
        open.delete(shard)
        await lose(shard)
        throw error
      })
    open.set(shard, opening)
    return opening
  }
  const said = (shard: number, what: string): void =>
    log.info({ platform, shard, of: hands.of, replica: holder }, what)

  const take = async (shard: number, awayMs: Ms | undefined): Promise<void> => {
    const lease = await taken('shard', shard)
    if (!lease) return
    mine.set(shard, lease)
    const began = performance.now()
    await connect(shard)
    await forget(shard)
    said(shard, 'a shard is served here')
    if (awayMs !== undefined) back(shard, awayMs + performance.now() - began)
  }
  const follow = async (shard: number): Promise<void> => {
    const next = await taken('next', shard)
    if (!next) return
    coming.set(shard, { next })
    await connect(shard)
    const ready = await taken('ready', shard)
    if (ready) coming.set(shard, { next, ready })
    else await forget(shard)
  }
  const give = async (shard: number): Promise<void> => {
    await lose(shard)
    said(shard, 'a shard was handed over')
  }
  const failed = (error: unknown): void =>
    log.warn({ platform, err: error }, 'a shard is not served yet')

  /** What is begun; those whose connection is not there yet are not waited for by the next look. */
  const look = async (): Promise<Promise<void>[]> => {
    const all = await leases.taken()
    const crew = crewIn(all, platform, hands.of)
    const deeds = shardsFor(holder, hands.of, crew)
    isHandingOver = crew.leaving.length > 0 || crew.next.size > 0
    const away = (shard: number): Ms | undefined => {
      const last = all.find(({ name }) => name === nameOf('shard', shard))
      return last && last.leftMs <= 0 ? leaseMs - last.leftMs : undefined
    }
    return [
      ...deeds.give.filter((n) => mine.has(n)).map(give),
      ...deeds.take.filter((n) => !mine.has(n)).map((n) => take(n, away(n))),
      ...deeds.follow.filter((n) => !open.has(n)).map(follow),
    ]
  }
  /** Whoever was frozen, or cannot reach the store, may have been followed by another. */
  const check = async (): Promise<void> => {
    for (const [shard, lease] of [...mine]) {
      if (lease.isHeld()) continue
      const late = wait(againWithinMs, false, { ref: false })
      if (await Promise.race([lease.take().catch(() => false), late])) continue
      if (mine.get(shard) !== lease) continue
      log.warn({ platform, shard }, 'a shard was given up: its lease ran out')
      await lose(shard)
    }
  }
  const loop = async (): Promise<void> => {
    let lookedAt = performance.now()
    while (!ending.signal.aborted) {
      const pause = Math.min(busyMs, leaseMs / 15)
      await wait(pause, undefined, { signal: ending.signal }).catch(() => undefined)
      if (ending.signal.aborted) return
      await check()
      const every = isHandingOver ? 0 : leaseMs / 5
      if (performance.now() - lookedAt < every) continue
      lookedAt = performance.now()
      const begun = await look().catch(() => [])
      for (const one of begun) one.catch(failed)
    }
  }

  return {
    async begin(given) {
      hands = given
      await Promise.all(await look())
      looping = loop()
    },
    isMine: (shard) => mine.get(shard)?.isHeld() ?? coming.get(shard)?.next.isHeld() ?? false,
    async identify(shard, atOnce, signal) {
      sessions += 1
      const name = `identify/${platform}/${shard % atOnce}`
      const whom = `${holder}#${sessions}`
      while (!(await leases.take(name, whom, identifyEveryMs).catch(() => true)))
        await wait(busyMs, undefined, { ...(signal && { signal }) })
    },
    mine: () => [...mine.keys()].sort((a, b) => a - b),
    async stop() {
      ending.abort()
      await looping
      await Promise.all([...open.keys(), ...mine.keys()].map(lose))
    },
  }
}
