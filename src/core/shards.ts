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
  const least = Math.floor(of / live.length)
  const has = (who: string): number =>
    all.filter((n) => (next.get(n) ?? owners.get(n)) === who).length
  let mine = has(me)
  const upTo = (limit: number, some: number[]): number[] => {
    const taken = some.slice(0, Math.max(0, limit - mine))
    mine += taken.length
    return taken
  }
  const awaited = all.filter((n) => !owners.has(n) && next.get(n) === me)
  const orphans = all.filter((n) => !owners.has(n) && !next.has(n))
  const left = all.filter((n) => leaving.includes(owners.get(n) ?? '') && !next.has(n))
  const surplus = live.flatMap((who) => {
    if (who === me) return []
    const theirs = all.filter((n) => owners.get(n) === who && !next.has(n))
    return theirs.slice(0, Math.max(0, has(who) - most))
  })
  const take = [...awaited, ...upTo(most, orphans)]
  return { take, follow: [...upTo(most, left), ...upTo(least, surplus)], give }
}
