import type { Desk } from '../desk.ts'
import type { Story } from '../newsroom.ts'
import { type Accepted, type Evidence, type Expected, readEvidence } from './evidence.ts'
import { invariants, type Promised } from './invariants.ts'
import { neverShown } from './never-shown.ts'

export type Verdict = Record<Promised, string[]> & {
  occurrences: number
  accepted: number
  /** Editions by what became of them, and messages that nobody can tell of by the reason. */
  editions: Record<string, number>
  unknown: Record<string, number>
}

export type Happened = {
  desk: Desk
  accepted: readonly Accepted[]
  expected: readonly Expected[]
  /** All that was published, once a last edition has gone out everywhere. */
  stories?: readonly Story[]
}

/** Holds what happened against what was promised. */
export const check = async ({
  desk,
  accepted,
  expected,
  stories = [],
}: Happened): Promise<Verdict> => {
  const evidence = await readEvidence(desk, accepted)
  const broken = Object.fromEntries(
    Object.entries(invariants).map(([name, some]) => [
      name,
      some.flatMap((one) => one(evidence, expected)),
    ]),
  ) as Record<Promised, string[]>
  const lost = [...broken.lost, ...neverShown(evidence, stories)]
  return { ...broken, lost, ...counted(evidence) }
}

const counted = ({ editions, deliveries, posts }: Evidence) => ({
  occurrences: editions.length,
  accepted: posts.length,
  editions: counts(
    editions.map(({ state, why }) => (state === 'skipped' ? `skipped: ${why}` : state)),
  ),
  unknown: counts(deliveries.filter(({ state }) => state === 'unknown').map(({ why }) => `${why}`)),
})

const counts = (names: readonly string[]): Record<string, number> => {
  const found: Record<string, number> = {}
  for (const name of names) found[name] = (found[name] ?? 0) + 1
  return found
}

/** Everything that is wrong, a line each. */
export const faultsIn = (verdict: Verdict): string[] =>
  (Object.keys(invariants) as Promised[]).flatMap((name) =>
    verdict[name].map((line) => `${name}: ${line}`),
  )
