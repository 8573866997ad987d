import { setTimeout as wait } from 'node:timers/promises'
import { never } from '#core/plan'
import type { Verdict } from '../check/checker.ts'
import type { Expected } from '../check/evidence.ts'
import { setRight } from '../rights.ts'
import { quiet, sendNow } from '../scene.ts'
import { everyOtherMinute } from '../slots.ts'
import { onDiscord, onSlack } from '../trouble.ts'
import type { Variant } from '../variants.ts'
import { prepare } from '../work.ts'
import { brisk, openWorld, type Place, platformNames, type World } from '../world.ts'
import { type Chance, chance } from './chance.ts'
import { expectedOf } from './expected.ts'
import { crew, type Kill } from './killer.ts'
import { life } from './life.ts'
import { anyTrouble } from './troubles.ts'

export type SoakWish = {
  seconds: number
  workers: number
  seed: number
  /** Servers and workspaces on each platform, and channels in each. */
  workspaces: number
  channels: number
  variant?: Variant
  say?: (line: string) => void
}

export type SoakReport = {
  verdict: Verdict
  kills: readonly Kill[]
  /** Workers that were stopped for a while. */
  frozen: number
  /** Requests that went wrong. */
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
  const { seed, variant, say = () => undefined } = wish
  const any = chance(seed)
  await using world = await openWorld({
    on: platformNames,
    hasManagers: true,
    ...wish,
    isOrderless: variant === 'no-order',
  })
  const digests = await populate(world, any)
  const troubles = inTrouble(world, any)
  const more = { settings, ...(variant && { variant }) }
  const workers = crew(world, wish.workers, any, more)
  const living = life(world, digests, any)

  const busy = Promise.all([workers.rage(), living.go()])
  await sayEvery(
    say,
    wish.seconds,
    () => `${workers.kills.length} kills, ${world.accepted().length} accepted`,
  )
  living.stop()
  await workers.calm()
  await busy
  troubles.end()
  await living.mend()
  say('calm')
  const until = Date.now()
  const byHand = await drain(world, digests, until)
  const expected = [...expectedOf(world.desk, until), ...living.byHand, ...byHand]
  return {
    verdict: world.verdict(expected, true),
    kills: workers.kills,
    frozen: workers.frozen(),
    troubles: troubles.count(),
    violations: [...world.discord.violations, ...world.slack.violations].map(
      ({ rule, path }) => `${rule} at ${path}`,
    ),
  }
}

/** A digest of every other minute in each channel, in two zones, some with limits and some that never stay away. */
const populate = async (world: World, any: Chance): Promise<Map<string, Place>> => {
  const digests = new Map<string, Place>()
  for (const [nth, place] of world.places.entries()) {
    if (nth % 3 > 0) await world.setLimit(place, nth % 3 === 1 ? 'GREEN' : 'AMBER')
    const { id } = await world.addDigest(place, {
      schedule: everyOtherMinute(nth % 2 === 0 ? 0 : 1),
      zone: any.one(['Europe/Brussels', 'Europe/Kyiv']),
      sendsEmpty: nth % 4 < 2,
    })
    digests.set(id, place)
  }
  // Where nothing can be looked for, what is in doubt must stay so.
  for (const platform of platformNames) {
    const place = world.places.findLast((one) => one.platform === platform)
    if (place) setRight(world, place, 'look', false)
  }
  return digests
}

const inTrouble = ({ discord, slack }: World, any: Chance) => {
  let isOn = true
  let count = 0
  const next = (asked: 'post' | 'read' | undefined) => {
    const trouble = isOn && asked ? anyTrouble(any, asked, settings.timeoutMs) : undefined
    if (trouble) count += 1
    return trouble
  }
  discord.trouble(({ method, route }) => {
    const isMessages = route === 'channels/:channel/messages'
    const trouble = next(isMessages ? (method === 'POST' ? 'post' : 'read') : undefined)
    return trouble && onDiscord(trouble)
  })
  slack.trouble(({ method }) => {
    const isRead = method === 'conversations.history' || method === 'conversations.replies'
    const trouble = next(method === 'chat.postMessage' ? 'post' : isRead ? 'read' : undefined)
    return trouble && onSlack(trouble)
  })
  return {
    count: () => count,
    end() {
      isOn = false
    },
  }
}

/** Calm workers finish everything that is due by then, and a last edition tells everybody what is left. */
const drain = async (world: World, digests: ReadonlyMap<string, Place>, until: number) => {
  const { desk, store } = world
  const calm = await Promise.all(
    ['one', 'two'].map((name) => prepare(world.wish({ settings, name }), quiet)),
  )
  for (const work of calm) work.go()
  const count = (sql: string): number => desk.read<{ count: number }>(sql)[0]?.count ?? 0
  const isPlanned = () =>
    count(`select count(*) as count from digest where pause is null and next <= ${until}`) === 0
  const isSettled = () =>
    count("select count(*) as count from delivery where state in ('planned', 'sending')") === 0
  await sooner(isPlanned, 'everything to be planned')
  await desk.write('update digest set next = ?', never)
  await sooner(isSettled, 'everything to be settled')
  const last: Expected[] = []
  for (const id of digests.keys()) {
    const found = await store.digests.find(id)
    const digest = found?.pause ? await store.digests.change(found, { unset: ['pause'] }) : found
    const one = digest && (await sendNow(world, id))
    if (one) last.push(one)
  }
  await sooner(isSettled, 'the last editions to be settled')
  await Promise.all(calm.map((work) => work.stop()))
  return last
}

const patienceMs = Number(process.env.PATIENCE ?? 180_000)

const sooner = async (isSo: () => boolean, what: string): Promise<void> => {
  const began = performance.now()
  while (!isSo()) {
    if (performance.now() - began > patienceMs) return console.error(`waited in vain for ${what}`)
    await wait(50)
  }
}

const sayEvery = async (say: (line: string) => void, seconds: number, line: () => string) => {
  const began = performance.now()
  const ends = began + 1_000 * seconds
  while (performance.now() < ends) {
    await wait(Math.max(1, Math.min(10_000, ends - performance.now())))
    say(`${Math.round((performance.now() - began) / 1_000)} s: ${line()}`)
  }
}
