import { setTimeout as wait } from 'node:timers/promises'
import type { PostgresServer } from '../../support/postgres-server.ts'
import type { Verdict } from '../check/checker.ts'
import { platformNames } from '../places.ts'
import type { Variant } from '../variants.ts'
import { brisk, openWorld } from '../world.ts'
import { chance } from './chance.ts'
import { drain } from './drain.ts'
import { expectedOf } from './expected.ts'
import { crew, type Kill } from './killer.ts'
import { life } from './life.ts'
import { populate } from './populate.ts'
import { type Restarts, restarts } from './restarts.ts'
import { inTrouble } from './troubles.ts'

export type SoakWish = {
  seconds: number
  /** It goes on until there were so many kills, however slow the machine is. */
  kills?: number
  workers: number
  seed: number
  /** Servers and workspaces on each platform, and channels in each. */
  workspaces: number
  channels: number
  variant?: Variant
  /** A PostgreSQL for the store, restarted now and then where it can be; without one it is in a file. */
  server?: { url: string; restart?: PostgresServer['restart'] }
  say?: (line: string) => void
}

export type SoakReport = {
  verdict: Verdict
  kills: readonly Kill[]
  /** Workers that were stopped for a while. */
  frozen: number
  /** Of the database itself. */
  restarts: Restarts['counts']
  /** Requests that went wrong, or were slow. */
  troubles: number
  /** Rules of the platforms that were broken. */
  violations: readonly string[]
}

/** Longer than for a single test, since much happens at once; and others take over soon. */
const settings = {
  ...brisk,
  leaseMs: 2_500,
  quarantineMs: 2_500,
  timeoutMs: 800,
  laneLeaseMs: 300,
  plannerLeaseMs: 300,
  pollMs: 100,
  beatMs: 150,
}

/** Digests of every other minute, with everything going wrong at once; then calm, and what came of it. */
export const soak = async (wish: SoakWish): Promise<SoakReport> => {
  const { seed, variant, server, say = () => undefined, ...size } = wish
  const any = chance(seed)
  await using world = await openWorld({
    on: platformNames,
    hasManagers: true,
    ...size,
    ...(server && { server: server.url }),
    isOrderless: variant === 'no-order',
  })
  const digests = await populate(world, any)
  const troubles = inTrouble(world, any, settings.timeoutMs)
  const more = { settings, ...(variant && { variant }) }
  const workers = crew(world, wish.workers, any, more)
  const living = life(world, digests, any)
  const { restart = async () => undefined } = server ?? {}
  const restarting = restarts({ restart }, chance(seed + 1))

  const busy = Promise.all([
    workers.rage(),
    living.go(),
    ...(server?.restart ? [restarting.go()] : []),
  ])
  const { seconds, kills = 0 } = wish
  await sayEvery(
    say,
    (passed) => passed >= seconds && workers.kills.length >= kills,
    () => `${workers.kills.length} kills, ${world.accepted().length} accepted`,
  )
  living.stop()
  restarting.stop()
  await workers.calm()
  await busy
  troubles.end()
  await living.mend()
  say('calm')
  const until = Date.now()
  const byHand = await drain(world, digests, settings, until)
  const expected = [...(await expectedOf(world.desk, until)), ...living.byHand, ...byHand]
  return {
    verdict: await world.verdict(expected, true),
    kills: workers.kills,
    frozen: workers.frozen(),
    restarts: restarting.counts,
    troubles: troubles.count(),
    violations: [...world.discord.violations, ...world.slack.violations].map(
      ({ rule, path }) => `${rule} at ${path}`,
    ),
  }
}

const sayEvery = async (
  say: (line: string) => void,
  isOver: (seconds: number) => boolean,
  line: () => string,
) => {
  const began = performance.now()
  const seconds = (): number => Math.round((performance.now() - began) / 1_000)
  let next = saidEvery
  while (!isOver((performance.now() - began) / 1_000)) {
    await wait(100)
    if (seconds() < next) continue
    say(`${seconds()} s: ${line()}`)
    next += saidEvery
  }
}

/** Seconds. */
const saidEvery = 10
