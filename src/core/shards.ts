import type { Lease } from './lease.ts'

/** What a platform does with its connections to a gateway, of which each hears of a part of the servers. */
export type ShardHands = {
  /** How many there are in all. */
  of: number
  /** Connects one; resolves when it is there. */
  open(shard: number): Promise<void>
  /** Takes nothing more by it, answers what came, and leaves it. */
  close(shard: number): Promise<void>
}

/** Which of a platform's shards are this process's own, where several may serve it. */
export type Sharing = {
  /** Resolves when those that are its own at first are there. Rejects with the fault of the first that cannot be. */
  begin(hands: ShardHands): Promise<void>
  /** Whether it is this process's own now; else what it told may be out of date. */
  isMine(shard: number): boolean
  /** Resolves when one more session may be begun: so many seconds after the last one of these shards. */
  identify(shard: number, atOnce: number, signal?: AbortSignal): Promise<void>
}

/** Who is there and who has what, by shard. A process that is leaving is not among the live ones. */
export type Crew = {
  live: readonly string[]
  leaving: readonly string[]
  owners: ReadonlyMap<number, string>
  /** Who is to have one after its owner, and whether it hears by it already. */
  next: ReadonlyMap<number, string>
  ready: ReadonlyMap<number, string>
}

export type ShardDeeds = {
  /** Nobody has them. */
  take: number[]
  /** Their owner is leaving, or has more than its share: to be had once they are heard by. */
  follow: number[]
  /** Another hears by them. */
  give: number[]
}

/** Names of leases: `replica/<holder>`, `shard/discord/<n>/<of>`. */
export const leaseNames = {
  replica: 'replica/',
  leaving: 'leaving/',
  up: 'up/',
} as const

/** Reads who is there from what is taken. */
export const crewIn = (leases: readonly Lease[], platform: string, of: number): Crew => {
  const held = leases.filter(({ leftMs }) => leftMs > 0)
  const holdersOf = (kind: string) =>
    held.flatMap(({ name, holder }) => (name.startsWith(kind) ? holder : []))
  const shards = (kind: string): Map<number, string> =>
    new Map(
      held.flatMap(({ name, holder }) => {
        const [what, where, shard, count] = name.split('/')
        const isOne = what === kind && where === platform && Number(count) === of
        return isOne ? [[Number(shard), holder] as const] : []
      }),
    )
  return {
    live: holdersOf(leaseNames.replica),
    leaving: holdersOf(leaseNames.leaving),
    owners: shards('shard'),
    next: shards('next'),
    ready: shards('ready'),
  }
}

/** What one of them does next so that all shards are heard by, and shared out evenly among those that stay. */
export const shardsFor = (me: string, of: number, crew: Crew): ShardDeeds => {
  const { live, leaving, owners, next, ready } = crew
  const all = Array.from({ length: of }, (_, shard) => shard)
  const give = all.filter((n) => owners.get(n) === me && (ready.get(n) ?? me) !== me)
  if (!live.includes(me)) return { take: [], follow: [], give }
  const most = Math.ceil(of / live.length)
  const counts = new Map(
    live.map((who) => [who, all.filter((n) => (next.get(n) ?? owners.get(n)) === who).length]),
  )
  const has = (who: string): number => counts.get(who) ?? 0
  const count = (who: string, more: number): void => void counts.set(who, has(who) + more)
  const upTo = (limit: number, some: number[]): number[] => {
    const taken = some.slice(0, Math.max(0, limit - has(me)))
    count(me, taken.length)
    return taken
  }
  const awaited = all.filter((n) => !owners.has(n) && next.get(n) === me)
  const orphans = upTo(
    most,
    all.filter((n) => !owners.has(n) && !next.has(n)),
  )
  const left = upTo(
    most,
    all.filter((n) => leaving.includes(owners.get(n) ?? '') && !next.has(n)),
  )
  const surplus = all.filter((n) => {
    const owner = owners.get(n)
    // One that has only one more would have one less then, and want it back.
    if (owner === undefined || !live.includes(owner) || next.has(n) || has(owner) < has(me) + 2)
      return false
    count(owner, -1)
    count(me, 1)
    return true
  })
  return { take: [...awaited, ...orphans], follow: [...left, ...surplus], give }
}
